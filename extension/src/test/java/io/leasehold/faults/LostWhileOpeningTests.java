package io.leasehold.faults;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.fixture.Waiting;
import io.leasehold.jupiter.RunCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/**
 * The browser, or the lease's own connection to it, goes away while a test's tab is being opened: nothing of the test ran
 * yet, so it gets another. Requirement: L8, L11, C4.
 */
@Tag("browser")
@Tag("fault")
final class LostWhileOpeningTests {

    private static final Duration LIMIT = Duration.ofSeconds(25);

    private final LoginSite site = LoginSite.start();
    private final Aftermath aftermath = new Aftermath();

    @TempDir
    private Path folder;

    @BeforeEach
    void canSeeProcesses() {
        Processes.assumeTheyCanBeSeen();
    }

    @AfterEach
    void end() {
        aftermath.close();
        site.close();
    }

    @ExtendWith(RunCounts.class)
    static final class VisitorsTestCase {
        private static volatile Runnable fault = () -> {};
        private static volatile CompletableFuture<Boolean> struck = new CompletableFuture<>();

        /** The browser stands still from before the second test's tab is asked for until it is being opened. */
        @BeforeEach
        void strike(RepetitionInfo info) {
            if (info.getCurrentRepetition() == 2) {
                Processes.stop(Processes.browser());
                struck = CompletableFuture.supplyAsync(() -> {
                    boolean opening = Waiting.until(LIMIT, VisitorsTestCase::isOpeningATab);
                    fault.run();
                    return opening;
                });
            }
        }

        private static boolean isOpeningATab() {
            return Thread.getAllStackTraces().values().stream()
                    .flatMap(Arrays::stream)
                    .anyMatch(frame -> frame.getClassName().startsWith("io.leasehold.worker.")
                            && frame.getMethodName().equals("openTab"));
        }

        @RepeatedTest(value = 2, name = "visitor {currentRepetition}")
        void visits(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            assertThat(page.locator("#account")).hasText("shop");
        }
    }

    private void theSecondTestGetsAnotherTab(Runnable fault, String... settings) {
        VisitorsTestCase.fault = fault;
        SuiteRun run = SuiteRun.of(folder, VisitorsTestCase.class).profiles(FaultProfiles.json(site, ""));
        for (String setting : settings) {
            run.with(setting.split("=")[0], setting.split("=")[1]);
        }

        SuiteRun.Outcome outcome = run.run();

        assertThat(VisitorsTestCase.struck).isCompletedWithValue(true);
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(2);
        assertThat(site.logins()).isEqualTo(1);
        assertThat(RunCounts.of(VisitorsTestCase.class).active()).isZero();
        assertThat(aftermath.left()).isEmpty();
    }

    @Test
    void aBrowserThatDiesIsFollowedByAnother() {
        theSecondTestGetsAnotherTab(() -> Processes.kill(Processes.browser()));
    }

    @Test
    @Tag("direct")
    void aConnectionThatIsCutIsFollowedByAnother() {
        theSecondTestGetsAnotherTab(
                () -> {
                    cut();
                    Processes.resume(Processes.browser());
                },
                "leasehold.worker=direct");
    }

    /** A socket's channel closes for ever when the thread that reads from it is interrupted. */
    private static void cut() {
        List<Thread> readers = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("leasehold-worker-shop"))
                .toList();
        assertThat(readers).isNotEmpty();
        readers.forEach(Thread::interrupt);
    }
}
