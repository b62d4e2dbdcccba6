package io.leasehold.jupiter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.opentest4j.TestAbortedException;

/** However a test ends, its tab is closed once and the context goes on. Requirement: L4, L11. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReleaseTests {

    private static final Notes NOTES = new Notes();
    private static final List<String> ALL = List.of(
            "passes",
            "fails",
            "aborts",
            "throwsError",
            "interrupted",
            "timesOut",
            "timesOutElsewhere",
            "beforeEachFails",
            "afterEachFails",
            "constructorFails");

    private final LoginSite site = LoginSite.start();
    private SuiteRun.Outcome outcome;

    @BeforeAll
    void runAll(@TempDir Path folder) {
        NOTES.clear();
        outcome = SuiteRun.of(
                        folder,
                        EndingTestCase.class,
                        BeforeEachTestCase.class,
                        AfterEachTestCase.class,
                        ConstructorTestCase.class,
                        LastTestCase.class)
                .profilesAt(site, "admin")
                .run();
    }

    @AfterAll
    void stop() {
        site.close();
    }

    static void watch(String test, Page page) {
        page.onClose(closed -> NOTES.add("closed " + test, "once"));
        page.navigate("/");
        assertThat(page.locator("#account")).hasText("admin");
        NOTES.add(test, page);
    }

    static final class EndingTestCase {
        @Test
        void passes(@LeasedPage(profile = "admin") Page page) {
            watch("passes", page);
        }

        @Test
        void fails(@LeasedPage(profile = "admin") Page page) {
            watch("fails", page);
            throw new AssertionError("the test's own failure");
        }

        @Test
        void aborts(@LeasedPage(profile = "admin") Page page) {
            watch("aborts", page);
            Assumptions.abort("the test's own reason");
        }

        @Test
        void throwsError(@LeasedPage(profile = "admin") Page page) {
            watch("throwsError", page);
            throw new NoClassDefFoundError("the test's own error");
        }

        @Test
        void interrupted(@LeasedPage(profile = "admin") Page page) {
            watch("interrupted", page);
            Thread.currentThread().interrupt();
            page.locator("#never").waitFor();
        }

        @Test
        @Timeout(value = 4, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SAME_THREAD)
        void timesOut(@LeasedPage(profile = "admin") Page page) {
            watch("timesOut", page);
            page.locator("#never").waitFor();
        }

        @Test
        @Timeout(value = 4, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void timesOutElsewhere(@LeasedPage(profile = "admin") Page page) {
            watch("timesOutElsewhere", page);
            page.locator("#never").waitFor();
        }
    }

    static final class BeforeEachTestCase {
        @BeforeEach
        void before(@LeasedPage(profile = "admin") Page page) {
            watch("beforeEachFails", page);
            throw new IllegalStateException("before each");
        }

        @Test
        void beforeEachFails(@LeasedPage(profile = "admin") Page page) {
            NOTES.add("ran in vain", page);
        }
    }

    static final class AfterEachTestCase {
        @Test
        void afterEachFails(@LeasedPage(profile = "admin") Page page) {
            watch("afterEachFails", page);
        }

        @AfterEach
        void after(@LeasedPage(profile = "admin") Page page) {
            assertThat(page).hasTitle("Login site");
            throw new IllegalStateException("after each");
        }
    }

    static final class ConstructorTestCase {
        ConstructorTestCase(@LeasedPage(profile = "admin") Page page) {
            watch("constructorFails", page);
            throw new IllegalStateException("constructor");
        }

        @Test
        void constructorFails(@LeasedPage(profile = "admin") Page page) {
            NOTES.add("ran in vain", page);
        }
    }

    @ExtendWith(CountsExtension.class)
    static final class LastTestCase {
        @Test
        void goesOn(@LeasedPage(profile = "admin") PageLease lease) {
            watch("goesOn", lease.page());
            assertThat(lease.page().context().pages()).contains(lease.page());
        }
    }

    @Test
    void theTabIsClosedExactlyOnceWhateverTheOutcome() {
        assertThat(ALL).allSatisfy(test -> {
            assertThat(NOTES.pages(test)).as(test).hasSize(1).allMatch(Page::isClosed);
            assertThat(NOTES.of("closed " + test)).as(test).containsExactly("once");
        });
        assertThat(NOTES.of("ran in vain")).isEmpty();
    }

    @Test
    void noLeaseIsActiveAfterwards() {
        assertThat(CountsExtension.activeBefore(LastTestCase.class)).isZero();
    }

    @Test
    void theContextAndItsLoginGoOn() {
        assertThat(outcome.ended())
                .filteredOn(one -> one.name().equals("goesOn(PageLease)"))
                .allMatch(one -> one.result().getStatus() == Status.SUCCESSFUL)
                .hasSize(1);
        assertThat(site.logins()).isEqualTo(1);
    }

    @Test
    void theTestsOwnFailureIsTheOneThatIsReported() {
        assertThat(outcome.failureOf("fails("))
                .isInstanceOf(AssertionError.class)
                .hasMessage("the test's own failure");
        assertThat(outcome.failureOf("aborts(")).isInstanceOf(TestAbortedException.class);
        assertThat(outcome.failureOf("throwsError(")).isInstanceOf(NoClassDefFoundError.class);
        assertThat(outcome.failureOf("interrupted("))
                .hasMessageMatching("Interrupted while waiting for the browser; the call may still take effect\\."
                        + "|Failed to send message");
        assertThat(outcome.failureOf("beforeEachFails(")).hasMessage("before each");
        assertThat(outcome.failureOf("afterEachFails(")).hasMessage("after each");
        assertThat(outcome.failureOf("constructorFails(")).hasMessage("constructor");
        assertThat(List.of("fails(", "throwsError(", "interrupted(", "beforeEachFails(", "afterEachFails("))
                .allSatisfy(test ->
                        assertThat(outcome.failureOf(test).getSuppressed()).isEmpty());
    }

    @Test
    void aTimeoutInsideACallOfPlaywrightIsReportedAsTimeout() {
        assertThat(outcome.failureOf("timesOut("))
                .isInstanceOf(TimeoutException.class)
                .hasMessageEndingWith("timed out after 4 seconds");
        assertThat(outcome.failureOf("timesOutElsewhere("))
                .isInstanceOf(TimeoutException.class)
                .hasMessageEndingWith("timed out after 4 seconds");
    }

    @Test
    void everyTestEndsAsItWould() {
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(2);
        assertThat(outcome.tests(Status.ABORTED)).isEqualTo(1);
        assertThat(outcome.tests(Status.FAILED)).isEqualTo(8);
    }
}
