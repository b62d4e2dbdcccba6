package io.leasehold.checkout;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** Accounts that cannot be signed in, and what each dependent test is told. Requirement: L8, C4, D3. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeniedProfileTests {

    private static final String LOGIN =
            """
            {"url": "%s", "timeout": "PT3S", "steps": [
              {"fill": "Email", "with": "%s"}, {"fill": "Password", "with": "%s"},
              {"click": "Sign in"}, {"expect": "#account"}]}""";

    private final LoginSite site = LoginSite.start();
    private final AtomicInteger attempts = new AtomicInteger();
    private int port;
    private SuiteRun.Outcome outcome;

    @BeforeAll
    void runAll(@TempDir Path folder) throws IOException {
        System.setProperty("login.site.password", LoginSite.PASSWORD);
        System.setProperty("login.site.wrong", "not-the-password");
        try (ServerSocket closedSoon = new ServerSocket(0)) {
            port = closedSoon.getLocalPort();
        }
        site.challenge("careful");
        site.page("/odd", "<h1>Nothing that a probe knows</h1>");
        site.handle("/strict-login", exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                attempts.incrementAndGet();
            }
            LoginSite.html(
                    exchange,
                    200,
                    "<form method=post><label>Email <input></label><label>Password"
                            + " <input type=password></label><button>Sign in</button></form>");
        });
        outcome = SuiteRun.of(folder, DeniedTestCase.class).profiles(profiles()).run();
    }

    private String profiles() {
        String right = "${property:login.site.password}";
        return "{\"baseUrl\": \"" + site.baseUrl() + "\", \"probe\": {\"url\": \"/\", \"ready\": \"#account\","
                + " \"loggedOut\": \"form[action='/login']\", \"timeout\": \"PT3S\"}, \"profiles\": {"
                + profile("fine", LOGIN.formatted("/login", "fine", right), "")
                + profile("mistyped", LOGIN.formatted("/strict-login", "somebody", "${property:login.site.wrong}"), "")
                + profile("careful", LOGIN.formatted("/login", "careful", right), "")
                + profile("unset", LOGIN.formatted("/login", "unset", "${property:login.site.unset}"), "")
                + profile("leaky", "\"" + LeakyLogin.class.getName() + "\"", "")
                + profile("unsure", LOGIN.formatted("/login", "unsure", right), odd())
                + "\"away\": {\"accountId\": \"away\", \"baseUrl\": \"http://127.0.0.1:" + port + "\"}}}";
    }

    private static String odd() {
        return ", \"probe\": {\"url\": \"/login\", \"ready\": \"#no-such\", \"loggedOut\": \"#nor-this\","
                + " \"timeout\": \"PT1S\"}";
    }

    private static String profile(String name, String login, String more) {
        return "\"%s\": {\"accountId\": \"%s\", \"login\": %s%s},".formatted(name, name, login, more);
    }

    @AfterAll
    void stop() {
        site.close();
    }

    static final class DeniedTestCase {
        @Test
        void mistyped(@LeasedPage(profile = "mistyped") Page page) {}

        @Test
        void mistypedAgain(@LeasedPage(profile = "mistyped") Page page) {}

        @Test
        void careful(@LeasedPage(profile = "careful") Page page) {}

        @Test
        void unset(@LeasedPage(profile = "unset") Page page) {}

        @Test
        void leaky(@LeasedPage(profile = "leaky") Page page) {}

        @Test
        void unsure(@LeasedPage(profile = "unsure") Page page) {}

        @Test
        void away(@LeasedPage(profile = "away") Page page) {}

        @Test
        void fine(@LeasedPage(profile = "fine") Page page) {
            page.navigate("/");
            assertThat(page.locator("#account")).hasText("fine");
        }
    }

    private CheckoutDeniedException denial(String test) {
        Throwable thrown = outcome.failureOf(test + "(");
        while (!(thrown instanceof CheckoutDeniedException) && thrown.getCause() != null) {
            thrown = thrown.getCause();
        }
        assertThat(thrown).isInstanceOf(CheckoutDeniedException.class);
        return (CheckoutDeniedException) thrown;
    }

    @Test
    void testsOfOtherProfilesGoOn() {
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(1);
        assertThat(outcome.tests(Status.FAILED)).isEqualTo(7);
        assertThat(site.logins()).isEqualTo(1);
    }

    @Test
    void aDenialIsToldToEveryDependentTestAfterOneAttemptAtTheAccount() {
        assertThat(denial("mistyped"))
                .hasMessage("No page of profile 'mistyped' is handed out: its login failed. The login of profile"
                        + " 'mistyped' stopped at step 4 of 4 (expect \"#account\"): nothing visible matched within 3000"
                        + " ms. Correct the label or selector, or check that the login before it was accepted."
                        + " [profile=mistyped step=4 url=" + site.baseUrl() + "/strict-login]."
                        + " [profile=mistyped reason=logged_out action=stop]");
        assertThat(denial("mistypedAgain")).hasMessage(denial("mistyped").getMessage());
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aVerificationPromptIsLeftToAPerson() {
        assertThat(denial("careful").reason()).isEqualTo(CheckoutDeniedException.Reason.NEEDS_REVIEW);
        assertThat(denial("careful").getMessage())
                .startsWith("No page of profile 'careful' is handed out: a verification prompt waits for a person, and"
                        + " Leasehold never acts at one. Switch the second factor off for this test account, or sign in"
                        + " by hand into a kept session. ")
                .endsWith(" [profile=careful reason=needs_review action=human_review]");
        assertThat(site.requests("/challenge")).isEqualTo(1);
    }

    @Test
    void anUnsetVariableStopsTheLoginBeforeItsFirstStep() {
        assertThat(denial("unset").getMessage())
                .startsWith("No page of profile 'unset' is handed out: its login failed. The login of profile 'unset'"
                        + " was not started: step 2 of 4 (fill \"Password\") needs the system property"
                        + " login.site.unset, which is not set. Pass -Dlogin.site.unset=…. ");
    }

    @Test
    void aLoginClassThatThrowsItsSecretIsQuotedWithoutIt() {
        assertThat(denial("leaky"))
                .hasMessage("No page of profile 'leaky' is handed out: its probe or login threw"
                        + " java.lang.IllegalStateException: cannot sign in with ***."
                        + " [profile=leaky reason=checkout_error action=stop]")
                .hasNoCause();
    }

    @Test
    void aProbeWithoutAnswerIsNoAnswer() {
        assertThat(denial("unsure"))
                .hasMessage("No page of profile 'unsure' is handed out: the probe found none of its markers, so nobody"
                        + " knows whether the session is signed in. Correct the probe's selectors, or give it more"
                        + " time. The browser was at " + site.baseUrl()
                        + "/login. [profile=unsure reason=checkout_error action=stop]");
    }

    @Test
    void anApplicationThatDoesNotRunIsNamed() {
        assertThat(denial("away").getMessage())
                .isEqualTo("No page of profile 'away' is handed out: its application cannot be reached at"
                        + " http://127.0.0.1:" + port + "/. Start it, or correct baseUrl."
                        + " [profile=away reason=checkout_error action=stop]");
    }
}
