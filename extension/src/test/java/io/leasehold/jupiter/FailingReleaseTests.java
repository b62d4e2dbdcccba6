package io.leasehold.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.leasehold.Access;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.ReleaseFailedException;
import io.leasehold.fixture.Aftermath;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.opentest4j.TestAbortedException;

/**
 * A handler of the test's own throws while its page is given back: that is reported with its lease, beside the test's
 * own failure and never in its place, and all the rest is given back. Requirement: L4, L11.
 */
@Tag("browser")
@Tag("direct")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FailingReleaseTests {

    private static final Notes NOTES = new Notes();

    private final Aftermath aftermath = Aftermath.watch();
    private SuiteRun.Outcome outcome;
    private int logins;

    @BeforeAll
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void runAll(@TempDir Path folder) {
        NOTES.clear();
        Census.forget(ThrowsTestCase.class, OfClassTestCase.class, LaterTestCase.class);
        try (LoginSite site = LoginSite.start()) {
            outcome = SuiteRun.of(folder, ThrowsTestCase.class, OfClassTestCase.class, LaterTestCase.class)
                    .profilesAt(site, "admin")
                    .run();
            logins = site.logins();
        }
    }

    @AfterAll
    void stop() {
        aftermath.close();
    }

    private static Page mined(String test, PageLease lease, Throwable charge) {
        NOTES.add(test, lease.id().value());
        Page page = lease.page();
        Ending.work(page);
        page.onClose(closed -> {
            if (charge instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) charge;
        });
        return page;
    }

    @ExtendWith(Census.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static final class ThrowsTestCase {
        @Test
        void aborts(@LeasedPage(profile = "admin") PageLease lease) {
            mined("aborts", lease, new IllegalStateException("from a handler"));
            Assumptions.abort("the test's own reason");
        }

        @Test
        void fails(@LeasedPage(profile = "admin") PageLease lease) {
            mined("fails", lease, new IllegalStateException("from a handler"));
            throw new AssertionError("the test's own failure");
        }

        @Test
        void passes(@LeasedPage(profile = "admin") PageLease lease) {
            mined("passes", lease, new IllegalStateException("from a handler"));
        }

        @Test
        void passesWithAFailedAssertion(@LeasedPage(profile = "admin") PageLease lease) {
            mined("passesWithAFailedAssertion", lease, new AssertionError("from a handler"));
        }

        @Test
        void passesWithAnError(
                @LeasedPage(profile = "admin") PageLease lease, @LeasedPage(profile = "admin") Page second) {
            Page page = mined("passesWithAnError", lease, new NoClassDefFoundError("from a handler"));
            second.navigate("/");
            assertThat(page.context().newPage().isClosed()).isFalse();
        }
    }

    @ExtendWith(Census.class)
    static final class OfClassTestCase {
        @BeforeAll
        static void open(@LeasedPage(profile = "admin") PageLease lease) {
            mined("class", lease, new IllegalStateException("from a handler"));
        }

        @Test
        void test() {}
    }

    @ExtendWith(Census.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static final class LaterTestCase {
        @Test
        void later(@LeasedPage(profile = "admin", access = Access.EXCLUSIVE) Page page) {
            Ending.work(page);
            CDPSession session = page.context().newCDPSession(page);
            page.waitForCondition(() -> tabs(session) == 2);
        }

        private static long tabs(CDPSession session) {
            return session.send("Target.getTargets").getAsJsonArray("targetInfos").asList().stream()
                    .filter(target ->
                            target.getAsJsonObject().get("type").getAsString().equals("page"))
                    .count();
        }
    }

    /** Returns what was thrown with all causes and all that was suppressed. */
    private static List<Throwable> withAllBehind(Throwable thrown) {
        List<Throwable> all = new ArrayList<>(List.of(thrown));
        if (thrown.getCause() != null) {
            all.addAll(withAllBehind(thrown.getCause()));
        }
        Arrays.stream(thrown.getSuppressed()).forEach(one -> all.addAll(withAllBehind(one)));
        return all;
    }

    private static void reportsTheRelease(String test, Throwable thrown) {
        assertThat(withAllBehind(thrown))
                .anySatisfy(one -> assertThat(one)
                        .isInstanceOf(ReleaseFailedException.class)
                        .hasMessageContaining("lease=" + NOTES.of(test).get(0))
                        .hasMessageContaining("profile=admin"))
                .anySatisfy(one -> assertThat(one).hasMessage("from a handler"));
    }

    @Test
    void aTestThatPassedFailsWithTheLeaseAndTheHandlersError() {
        for (String test : List.of("passes", "passesWithAFailedAssertion", "passesWithAnError")) {
            reportsTheRelease(test, outcome.failureOf(test + "("));
        }
    }

    @Test
    void aClassWhosePageFailsToCloseSaysSo() {
        assertThat(outcome.ended())
                .filteredOn(one -> !one.test() && one.name().endsWith("OfClassTestCase"))
                .singleElement()
                .satisfies(one -> reportsTheRelease("class", one.thrown().orElseThrow()));
    }

    @Test
    void theTestsOwnFailureComesFirst() {
        Throwable failure = outcome.failureOf("fails(");
        assertThat(failure).isInstanceOf(AssertionError.class).hasMessage("the test's own failure");
        reportsTheRelease("fails", failure);
    }

    /** JUnit puts a failure before an abort, whichever came first. */
    @Test
    void theReasonOfATestThatAbortedIsKept() {
        Throwable aborted = outcome.failureOf("aborts(");

        assertThat(withAllBehind(aborted)).anySatisfy(one -> assertThat(one)
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("the test's own reason"));
        reportsTheRelease("aborts", aborted);
    }

    @Test
    void theCountIsRightAndLaterLeasesWork() {
        assertThat(Census.tests(ThrowsTestCase.class, LaterTestCase.class))
                .hasSize(6)
                .allSatisfy(scope -> {
                    assertThat(scope.activeBefore()).as(scope.toString()).isZero();
                    assertThat(scope.activeAfter()).as(scope.toString()).isZero();
                });
        assertThat(Census.counts(LaterTestCase.class).active()).isZero();
        assertThat(Census.counts(LaterTestCase.class).leases()).isEqualTo(8);
        assertThat(outcome.ended())
                .filteredOn(one -> one.name().startsWith("later("))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.result().getStatus()).as(one.toString()).isEqualTo(Status.SUCCESSFUL));
        assertThat(logins).isEqualTo(1);
        aftermath.assertSawABrowser();
        aftermath.assertNothingIsLeft();
    }
}
