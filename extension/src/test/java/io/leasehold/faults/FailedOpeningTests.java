package io.leasehold.faults;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.jupiter.RunCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** Opening a context fails while three tests wait for it. Requirement: L8, L11, C4. */
@Tag("browser")
@Tag("fault")
final class FailedOpeningTests {

    private static final int TESTS = 3;
    private static final CyclicBarrier TOGETHER = new CyclicBarrier(TESTS);

    private final LoginSite site = LoginSite.start();
    private final Aftermath aftermath = new Aftermath();

    @TempDir
    private Path folder;

    @BeforeEach
    void canSeeProcesses() {
        Processes.assumeTheyCanBeSeen();
        TOGETHER.reset();
    }

    @AfterEach
    void end() {
        aftermath.close();
        site.close();
    }

    @ExtendWith(RunCounts.class)
    static final class WaitersTestCase {
        @BeforeEach
        void askTogether() throws InterruptedException, BrokenBarrierException, TimeoutException {
            TOGETHER.await(30, TimeUnit.SECONDS);
        }

        @RepeatedTest(value = TESTS, name = "waiter {currentRepetition}")
        void works(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            assertThat(page.locator("#account")).hasText("shop");
        }
    }

    private SuiteRun.Outcome run(String profiles) {
        return SuiteRun.of(folder, WaitersTestCase.class)
                .profiles(profiles)
                .concurrently(TESTS)
                .run();
    }

    private void allAreToldTheSameAndNobodyIsPinned(SuiteRun.Outcome outcome, CheckoutDeniedException.Reason reason) {
        assertThat(outcome.tests(Status.FAILED)).isEqualTo(TESTS);
        List<CheckoutDeniedException> denials =
                outcome.failures().stream().map(FailedOpeningTests::denial).toList();
        assertThat(denials).hasSize(TESTS).allMatch(one -> one.reason() == reason);
        assertThat(denials.stream().map(Throwable::getMessage).distinct()).hasSize(1);
        assertThat(RunCounts.of(WaitersTestCase.class).active()).isZero();
        assertThat(RunCounts.of(WaitersTestCase.class).leases()).isZero();
        assertThat(aftermath.left()).isEmpty();
    }

    private static CheckoutDeniedException denial(Throwable failure) {
        Throwable at = failure;
        while (!(at instanceof CheckoutDeniedException denied)) {
            at = at.getCause();
            assertThat(at).as("a denial among the causes of " + failure).isNotNull();
        }
        return denied;
    }

    private void theNextRunWorks(String profiles) {
        SuiteRun.Outcome next = run(profiles);
        assertThat(next.failures()).isEmpty();
        assertThat(next.tests(Status.SUCCESSFUL)).isEqualTo(TESTS);
        assertThat(site.logins()).isEqualTo(1);
        assertThat(aftermath.left()).isEmpty();
    }

    @Test
    void aLoginThatFailsIsTriedOnceToldToAllAndWorksInTheNextRun() {
        AtomicInteger attempts = new AtomicInteger();
        site.handle("/flaky-login", exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                attempts.incrementAndGet();
                LoginSite.html(exchange, 500, "<h1>Out of order</h1>");
            } else if (attempts.get() == 0) {
                LoginSite.html(exchange, 200, form("/flaky-login"));
            } else {
                LoginSite.html(exchange, 200, form("/login"));
            }
        });
        String profiles = FaultProfiles.json(site, "/flaky-login", "");

        allAreToldTheSameAndNobodyIsPinned(run(profiles), CheckoutDeniedException.Reason.LOGGED_OUT);
        assertThat(attempts).hasValue(1);
        assertThat(site.logins()).isZero();

        theNextRunWorks(profiles);
        assertThat(attempts).hasValue(1);
    }

    private static String form(String action) {
        return "<form method=post action=" + action + "><label>Email <input name=email></label>"
                + "<label>Password <input name=password type=password></label><button>Sign in</button></form>";
    }

    @Test
    void aBrowserThatIsGoneWhileTheDriverWaitsForItIsStartedAgain() throws IOException {
        FlakyBrowser browser = FlakyBrowser.goneUnheard(folder);

        SuiteRun.Outcome outcome = run(FaultProfiles.json(site, browser.field()));
        FlakyBrowser.endKeeper(folder);

        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(TESTS);
        assertThat(browser.starts()).isEqualTo(2);
        assertThat(site.logins()).isEqualTo(1);
        assertThat(aftermath.left()).isEmpty();
    }

    @Test
    void aBrowserThatDiesOnceWhileItStartsIsStartedAgainAndThatIsWrittenDown() throws IOException {
        FlakyBrowser browser = FlakyBrowser.dyingAt(1, 1, folder);

        SuiteRun.Outcome outcome = run(FaultProfiles.json(site, browser.field()));

        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(TESTS);
        assertThat(browser.starts()).isEqualTo(2);
        assertThat(site.logins()).isEqualTo(1);
        assertThat(Files.readString(workerLog()))
                .containsOnlyOnce("its browser did not start and is tried once more: ")
                .contains("approved");
        assertThat(aftermath.left()).isEmpty();
    }

    private Path workerLog() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.endsWith(Path.of("profiles/shop/worker.log")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aBrowserThatDiesTwiceWhileItStartsIsToldToAllAndTheNextRunWorks() throws IOException {
        FlakyBrowser browser = FlakyBrowser.dyingAt(1, 2, folder);
        String profiles = FaultProfiles.json(site, browser.field());

        allAreToldTheSameAndNobodyIsPinned(run(profiles), CheckoutDeniedException.Reason.MISSING_BROWSER_CONTEXT);
        assertThat(browser.starts()).isEqualTo(2);

        theNextRunWorks(profiles);
        assertThat(browser.starts()).isEqualTo(3);
    }
}
