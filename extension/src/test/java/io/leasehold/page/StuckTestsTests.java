package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.Aftermath;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.fixture.TimelineFile;
import io.leasehold.jupiter.Census;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** A test hangs inside a call of a page that hangs, until JUnit's timeout ends it. Requirement: L4, L11. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StuckTestsTests {

    private static final Duration PROMPT = Duration.ofMillis(500);

    private final Aftermath aftermath = Aftermath.watch();
    private SuiteRun.Outcome outcome;
    private int logins;

    @BeforeAll
    @Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void run(@TempDir Path folder) {
        Census.forget(HangsTestCase.class);
        try (LoginSite site = PageFault.on(LoginSite.start())) {
            outcome = SuiteRun.of(folder, HangsTestCase.class)
                    .profilesAt(site, "shop")
                    .run();
            logins = site.logins();
        }
    }

    @AfterAll
    void stop() {
        aftermath.close();
    }

    @TestMethodOrder(MethodOrderer.MethodName.class)
    @ExtendWith(Census.class)
    static class HangsTestCase {
        @Test
        @Timeout(value = 2, threadMode = Timeout.ThreadMode.SAME_THREAD)
        void inALoop(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            page.evaluate("() => { for (;;); }");
        }

        @Test
        @Timeout(value = 2, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void inALoopElsewhere(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            page.evaluate("() => { for (;;); }");
        }

        @Test
        @Timeout(value = 2, threadMode = Timeout.ThreadMode.SAME_THREAD)
        void inANavigationWithoutAnAnswer(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            page.navigate("/silent");
        }

        @Test
        @Timeout(value = 2, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void inAnAlert(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            page.onDialog(dialog -> assertThat(dialog.message()).isEqualTo("open"));
            page.evaluate("alert('open')");
        }

        @RepeatedTest(2)
        void later(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            assertThat(page.locator("#account").textContent()).isEqualTo("shop");
        }
    }

    @Test
    void eachFailsByItsTimeoutAndLaterTestsPass() {
        assertThat(outcome.ended())
                .filteredOn(one -> one.test() && one.name().startsWith("in"))
                .hasSize(4)
                .allSatisfy(one -> assertThat(one.thrown().orElseThrow())
                        .as(one.name())
                        .isInstanceOf(TimeoutException.class)
                        .hasMessageEndingWith("timed out after 2 seconds"));
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(2);
        assertThat(logins).isEqualTo(1);
    }

    @Test
    void givingBackIsPrompt() {
        assertThat(Census.tests(HangsTestCase.class)).hasSize(6).allSatisfy(scope -> {
            assertThat(scope.activeAfter()).as(scope.toString()).isZero();
            assertThat(scope.leases()).as(scope.toString()).isEqualTo(1);
            assertThat(scope.release())
                    .hasValueSatisfying(
                            taken -> assertThat(taken).as(scope.toString()).isLessThan(PROMPT));
        });
    }

    /** Evidence of a page that does not answer is not worth a wait as long as Playwright's usual one, of 30 s. */
    @Test
    void evidenceOfAHungPageHoldsNobodyUpForLong() {
        List<JsonNode> rows = TimelineFile.rows(TimelineFile.in(outcome.evidence()));
        List<JsonNode> hung = TimelineFile.of(rows, "lease_acquired").stream()
                .filter(row -> row.path("test").asText().contains(".in"))
                .toList();

        assertThat(hung).hasSize(4).allSatisfy(begun -> {
            JsonNode over = TimelineFile.of(rows, "cleanup_begun").stream()
                    .filter(row -> row.path("lease").equals(begun.path("lease")))
                    .findFirst()
                    .orElseThrow();
            Duration held = Duration.ofNanos(
                    over.path("nanos").asLong() - begun.path("nanos").asLong());
            assertThat(held).as(begun.path("test").asText()).isLessThan(Duration.ofSeconds(25));
        });
    }

    @Test
    void nothingIsLeft() {
        assertThat(Census.counts(HangsTestCase.class).active()).isZero();
        aftermath.assertSawABrowser();
        aftermath.assertNothingIsLeft();
    }
}
