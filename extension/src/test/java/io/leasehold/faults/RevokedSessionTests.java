package io.leasehold.faults;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.jupiter.RunCounts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** The application ends the session while four tests hold leases. Requirement: C9, L11, L16, D2. */
@Tag("browser")
@Tag("fault")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RevokedSessionTests {

    private static final int TESTS = 4;
    private static final FaultScene SCENE = new FaultScene(TESTS);

    private final LoginSite site = LoginSite.start();
    private final Aftermath aftermath = new Aftermath();
    private SuiteRun.Outcome outcome;

    @BeforeAll
    void run(@TempDir Path folder) {
        Processes.assumeTheyCanBeSeen();
        SCENE.prepare(aftermath, site::endSessions);
        outcome = SuiteRun.of(folder, SignedInTestCase.class)
                .profiles(FaultProfiles.json(site, ""))
                .concurrently(TESTS)
                .times(3)
                .run();
    }

    @AfterAll
    void end() {
        aftermath.close();
        site.close();
    }

    /** In the first execution the session ends while they run; in the others they meet and nothing happens. */
    @ExtendWith(RunCounts.class)
    static final class SignedInTestCase {
        @RepeatedTest(value = TESTS, name = "visitor {currentRepetition}")
        void visits(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            assertThat(page.locator("#account")).hasText("shop");
            SCENE.meet();
            page.reload();
            assertThat(page.locator("#account"))
                    .hasText("shop", new LocatorAssertions.HasTextOptions().setTimeout(1_000));
        }
    }

    @Test
    void theTestsThatWereHitFail() {
        List<Status> first = outcome.ended().stream()
                .filter(SuiteRun.Ended::test)
                .limit(TESTS)
                .map(one -> one.result().getStatus())
                .toList();
        assertThat(first).hasSize(TESTS).containsOnly(Status.FAILED);
    }

    @Test
    void theySayThatTheSessionEndedAndThatItWasHealed() {
        assertThat(outcome.failures()).allSatisfy(failure -> assertThat(failure.getSuppressed())
                .hasSize(1)
                .allSatisfy(told -> assertThat(told)
                        .hasMessageMatching("The session of profile 'shop' ended at \\S+Z \\(generation 1\\): GET / led"
                                + " to the login page /login on lease [0-9a-f]{8} of SignedInTestCase\\.visits visitor"
                                + " \\d; signed in again at \\S+Z, later tests run on it\\. See row .*")));
    }

    @Test
    void laterLeasesAreSignedInAgain() {
        assertThat(outcome.failures()).hasSize(TESTS);
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(2 * TESTS);
    }

    @Test
    void oneNewLoginIsEnoughForAll() {
        assertThat(site.logins()).isEqualTo(2);
    }

    @Test
    void nothingIsLeft() {
        assertThat(RunCounts.of(SignedInTestCase.class).active()).isZero();
        assertThat(aftermath.left()).isEmpty();
    }
}
