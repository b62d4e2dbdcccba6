package io.leasehold.checkout;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.LeasedPage;
import io.leasehold.ProfileId;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.registry.LoginCount;
import io.leasehold.registry.LoginResult;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProfileState;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/**
 * An account is signed in only so often, by all runs together, and left alone when it is refused. Requirement: C4, C5, C9,
 * D3, P8.
 */
@Tag("browser")
final class LoginBudgetTests {

    private static final ProfileId SHOP = new ProfileId("shop");
    private static final AtomicReference<Runnable> END_SESSIONS = new AtomicReference<>(() -> {});

    @TempDir
    private Path folder;

    static final class OneTestCase {
        @Test
        void reads(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            assertThat(page.locator("#account")).hasText("ada");
        }
    }

    @TestMethodOrder(MethodOrderer.MethodName.class)
    static final class SignedOutTestCase {
        @Test
        void first(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            END_SESSIONS.get().run();
            page.navigate("/");
            assertThat(page.locator("#account").count()).as("accounts shown").isEqualTo(1);
        }

        @Test
        void second(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            assertThat(page.locator("#account")).hasText("ada");
        }
    }

    private static void assertGreen(SuiteRun.Outcome outcome) {
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(1);
    }

    private static LoginCount count(LoginBudgetRuns runs) {
        return runs.look(registry -> registry.logins(SHOP)).orElseThrow();
    }

    private static ProfileState state(LoginBudgetRuns runs) {
        return runs.look(registry -> registry.find(SHOP)).orElseThrow().state();
    }

    @Test
    void aRunBeyondTheBudgetIsDeniedBeforeAnythingIsSent() {
        try (LoginBudgetRuns runs = new LoginBudgetRuns(folder, "{\"logins\": 2}")) {
            assertGreen(runs.run(OneTestCase.class));
            assertGreen(runs.run(OneTestCase.class));

            CheckoutDeniedException denial = LoginBudgetRuns.denial(runs.run(OneTestCase.class), "reads");

            assertThat(denial.reason()).isEqualTo(Reason.LOGGED_OUT);
            assertThat(denial.getMessage())
                    .startsWith(
                            "No page of profile 'shop' is handed out: it is signed out, and its login budget is used"
                                    + " up: 2 logins of ada at " + runs.site().baseUrl()
                                    + " were begun within PT1H, the first"
                                    + " at ")
                    .containsPattern("The next is possible at \\S+Z, in (59|60) min\\.")
                    .contains("raise \"loginBudget\", now {\"logins\": 2, \"per\": \"PT1H\"}")
                    .endsWith(" [profile=shop reason=logged_out action=stop]");
            assertThat(runs.site().attempts()).isEqualTo(2);
            assertThat(state(runs)).isEqualTo(ProfileState.AVAILABLE);
        }
    }

    @Test
    void aSessionThatDiesInMidSuiteIsHealedWithinTheBudgetOnly(@TempDir Path other) {
        try (LoginBudgetRuns one = new LoginBudgetRuns(folder, "{\"logins\": 1}");
                LoginBudgetRuns two = new LoginBudgetRuns(other, "{\"logins\": 2}")) {
            END_SESSIONS.set(one.site()::endSessions);
            SuiteRun.Outcome denied = one.run(SignedOutTestCase.class);
            END_SESSIONS.set(two.site()::endSessions);
            SuiteRun.Outcome healed = two.run(SignedOutTestCase.class);

            assertThat(LoginBudgetRuns.denial(denied, "second").getMessage())
                    .contains("its login budget is used up: 1");
            assertThat(one.site().attempts()).isEqualTo(1);
            assertThat(healed.tests(Status.SUCCESSFUL)).isEqualTo(1);
            assertThat(two.site().attempts()).isEqualTo(2);
            assertThat(count(two).logins()).isEqualTo(2);
        }
    }

    @Test
    void tooManyRequestsAreMetWithOneMoreTryWhenTheApplicationSaysWhen() {
        try (LoginBudgetRuns runs = new LoginBudgetRuns(folder, "{}")) {
            runs.site().refuseNext(1, 429, Map.of("Retry-After", "1"));

            assertGreen(runs.run(OneTestCase.class));

            assertThat(runs.site().attempts()).isEqualTo(2);
            assertThat(count(runs).logins()).isEqualTo(2);
            assertThat(count(runs).refused()).isZero();
        }
    }

    @Test
    void tooManyRequestsASecondTimeStopTheLogin() {
        try (LoginBudgetRuns runs = new LoginBudgetRuns(folder, "{}")) {
            runs.site().refuseNext(9, 429, Map.of("Retry-After", "0"));

            CheckoutDeniedException denial = LoginBudgetRuns.denial(runs.run(OneTestCase.class), "reads");

            assertThat(denial.reason()).isEqualTo(Reason.LOGGED_OUT);
            assertThat(denial.getMessage())
                    .contains("answered the login with 429, too many requests, and asks to wait 0 s");
            assertThat(runs.site().attempts()).isEqualTo(2);
        }
    }

    @Test
    void aLongWaitIsNotWaitedForAndKeepsOtherRunsAwayToo() {
        try (LoginBudgetRuns runs = new LoginBudgetRuns(folder, "{}")) {
            runs.site().refuseNext(9, 429, Map.of("Retry-After", "600"));

            CheckoutDeniedException first = LoginBudgetRuns.denial(runs.run(OneTestCase.class), "reads");
            CheckoutDeniedException second = LoginBudgetRuns.denial(runs.run(OneTestCase.class), "reads");

            assertThat(first.getMessage()).contains("asks to wait 10 min. A run waits at most 60 s for it, once.");
            assertThat(second.getMessage())
                    .contains("answered an earlier login with 429")
                    .containsPattern("The next is possible at \\S+Z, in 10 min\\.");
            assertThat(runs.site().attempts()).isEqualTo(1);
        }
    }

    @Test
    void refusalsInARowQuarantineTheProfileBeforeTheAccountIsLocked() {
        try (LoginBudgetRuns runs = new LoginBudgetRuns(folder, "{\"refusals\": 2}")) {
            runs.password("not-the-password");
            CheckoutDeniedException first = LoginBudgetRuns.denial(runs.run(OneTestCase.class), "reads");
            CheckoutDeniedException second = LoginBudgetRuns.denial(runs.run(OneTestCase.class), "reads");
            CheckoutDeniedException third = LoginBudgetRuns.denial(runs.run(OneTestCase.class), "reads");

            assertThat(first.reason()).isEqualTo(Reason.LOGGED_OUT);
            assertThat(second.reason()).isEqualTo(Reason.PROFILE_QUARANTINED);
            assertThat(second.getMessage())
                    .contains("its login failed: The login of profile 'shop' stopped at step 4 of 4")
                    .contains("It was refused 2 times in a row, and one more could lock the account")
                    .contains("then run leasehold review shop --return --note \"what you did\"")
                    .doesNotContain("not-the-password");
            assertThat(third.reason()).isEqualTo(Reason.PROFILE_QUARANTINED);
            assertThat(third.getMessage())
                    .contains(
                            "It is quarantined since",
                            "The last 2 logins of ada at " + runs.site().baseUrl());
            assertThat(runs.site().attempts()).isEqualTo(2);

            runs.password(io.leasehold.fixture.LoginSite.PASSWORD);
            runs.look(registry ->
                    registry.act(SHOP, new PersonAct(Move.APPROVE, "Ada", "The password was mistyped.", false)));
            assertGreen(runs.run(OneTestCase.class));
            assertThat(count(runs).refused()).isZero();
        }
    }

    @Test
    void aLastStepThatIsWrongIsNoRefusal() {
        try (LoginBudgetRuns runs = new LoginBudgetRuns(folder, "{\"refusals\": 1}")) {
            runs.expects("#no-such-element");

            CheckoutDeniedException denial = LoginBudgetRuns.denial(runs.run(OneTestCase.class), "reads");

            assertThat(denial.reason()).isEqualTo(Reason.LOGGED_OUT);
            assertThat(count(runs).refused()).isZero();
            assertThat(count(runs).last().orElseThrow().kind()).isEqualTo(LoginResult.Kind.ACCEPTED);
            assertThat(state(runs)).isEqualTo(ProfileState.AVAILABLE);
        }
    }
}
