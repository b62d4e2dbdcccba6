package io.leasehold.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.playwright.Page;
import io.leasehold.profile.fixture.LocalBrowser;
import io.leasehold.profile.fixture.LocalSite;
import io.leasehold.profile.fixture.LocalSite.Answer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** Requirement: C4. */
@Tag("browser")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(60)
class LoginAndProbeTests {

    private static final String FORM =
            """
            <title>Log in</title><button aria-label="Show password">o</button>
            <form method="post" action="%s">
              <label>Email <input name="email"></label>
              <label>Password <input name="password" type="password"></label>
              <label>Role <select name="role"><option>staff<option>admin</select></label>
              <label><input type="checkbox" name="stay"> Stay signed in</label>
              <a href="/elsewhere">Sign in with SSO</a><button>Sign in</button>
            </form>""";

    private static final String LOGIN =
            """
            "login": { "url": "/login", "timeout": "PT3S", "steps": [
              {"fill": "Email", "with": "ann@harbor.example"}, {"fill": "Password", "with": "${env:PASSWORD}"},
              {"select": "Role", "with": "admin"}, {"check": "Stay signed in"},
              {"click": "Sign in"}, {"expect": "text=Signed in as"} ] }""";

    private static final String PROBE =
            """
            "probe": { "url": "/account", "timeout": "PT4S", "ready": "#main", "loggedOut": "form[action='/session']",
              "needsReview": "text=Verification code",
              "account": {"selector": "#who", "contains": "ann@harbor.example"} }""";

    private final LocalBrowser browser = LocalBrowser.launch();
    private final LocalSite site;
    private Page page = browser.newPage();

    LoginAndProbeTests() throws IOException {
        site = new LocalSite();
    }

    @BeforeAll
    void serveLogin() {
        site.page("/login", FORM.formatted("/session"));
        site.page("/session", any -> Answer.redirect("/home", "sid=ann; Path=/"));
        site.page("/home", "<p>Signed in as ann@harbor.example</p>");
        site.page("/account", this::account);
    }

    private Answer account(String cookies) {
        return cookies.contains("sid=ann")
                ? new Answer(200, "<main id=main>Account <b id=who>ann@harbor.example</b></main>", "", "")
                : Answer.redirect("/login", "");
    }

    @BeforeEach
    void openPage() {
        page = browser.newPage();
        site.posts().clear();
    }

    @AfterEach
    void closePage() {
        page.context().close();
    }

    @AfterAll
    void close() {
        site.close();
        browser.close();
    }

    @Test
    void logsInAndProbesReadyAfterwards() {
        Profile profile = profile(LOGIN + "," + PROBE, Map.of("PASSWORD", "hunter22"));

        assertThat(profile.probe().probe(page, profile)).isEqualTo(SessionState.LOGGED_OUT);
        profile.login().orElseThrow().logIn(page, profile);

        assertThat(site.posts()).containsExactly("email=ann%40harbor.example&password=hunter22&role=admin&stay=on");
        assertThat(profile.probe().probe(page, profile)).isEqualTo(SessionState.READY);
    }

    @Test
    void waitsForTheAnswerWhenTheLastStepIsAClick() {
        String login =
                """
                "login": { "url": "/login", "steps": [
                  {"fill": "Password", "with": "${env:PASSWORD}"}, {"click": "Sign in"} ] }""";
        Profile profile = profile(login, Map.of("PASSWORD", "hunter22"));

        profile.login().orElseThrow().logIn(page, profile);

        assertThat(page.url()).endsWith("/home");
    }

    @Test
    void namesTheStepThatFailedAndNeverWhatWasTyped() {
        String login =
                """
                "login": { "url": "/login?next=secret-return", "timeout": "PT3S", "steps": [
                  {"fill": "Password", "with": "${env:PASSWORD}"}, {"click": "Log on"} ] }""";
        LoginFailedException failure = loginFailure(profile(login, Map.of("PASSWORD", "hunter22")));

        assertThat(failure.step()).isEqualTo(2);
        assertThat(failure.state()).isEqualTo(SessionState.LOGGED_OUT);
        assertThat(failure)
                .hasMessage(
                        "The login of profile 'p' stopped at step 2 of 2 (click \"Log on\"): nothing visible matched"
                                + " within 3000 ms. Correct the label or selector, or check that the login before it was"
                                + " accepted. [profile=p step=2 url=" + site.url() + "/login]");
        assertThat(printed(failure)).doesNotContain("hunter22", "secret-return");
    }

    @Test
    void doesNotQuoteTheValueOfAFillThatPlaywrightRefuses() {
        site.page("/readonly", "<label>Password <input type=password readonly></label>");
        String login =
                """
                "login": { "url": "/readonly", "timeout": "PT0.6S", "steps": [
                  {"fill": "Password", "with": "${env:PASSWORD}"} ] }""";
        LoginFailedException failure = loginFailure(profile(login, Map.of("PASSWORD", "hunter22")));

        assertThat(failure).hasMessageContaining("step 1 of 1 (fill \"Password\"): it took too long");
        assertThat(printed(failure)).doesNotContain("hunter22");
    }

    @Test
    void opensNothingWhenAVariableIsUnset() {
        LoginFailedException failure = loginFailure(profile(LOGIN, Map.of()));

        assertThat(failure)
                .hasMessage("The login of profile 'p' was not started: step 2 of 6 (fill \"Password\") needs the"
                        + " environment variable PASSWORD, which is not set. Set PASSWORD in the environment"
                        + " of the test run. [profile=p step=2]");
        assertThat(page.url()).isEqualTo("about:blank");
    }

    @Test
    void refusesALiteralValueForAFieldThatTurnsOutToBeAPassword() {
        String login =
                """
                "login": { "url": "/login", "steps": [ {"fill": "input[name^=pass]", "with": "hunter22"} ] }"""
                        .replace("input[name^=pass]", "css=form label:nth-of-type(2) input");
        LoginFailedException failure = loginFailure(profile(login, Map.of()));

        assertThat(failure).hasMessageContaining("the field is a password field");
        assertThat(printed(failure)).doesNotContain("hunter22");
    }

    @RepeatedTest(20)
    void stopsAtAVerificationPromptAndTypesNothingIntoIt() {
        site.page("/prompt-login", FORM.formatted("/prompting"));
        site.page("/prompting", any -> Answer.redirect("/step-two", ""));
        site.page(
                "/step-two",
                "<form method=post action=/code><label>Nickname <input name=code autocomplete=one-time-code></label>"
                        + "<button>Sign in</button></form>");
        String login =
                """
                "login": { "url": "/prompt-login", "steps": [
                  {"fill": "Password", "with": "${env:PASSWORD}"}, {"click": "Sign in"},
                  {"fill": "Nickname", "with": "ann"}, {"click": "Sign in"} ] }""";
        LoginFailedException failure = loginFailure(profile(login, Map.of("PASSWORD", "hunter22")));

        assertThat(failure.state()).isEqualTo(SessionState.NEEDS_REVIEW);
        assertThat(failure.step()).isEqualTo(3);
        assertThat(page.locator("input").inputValue()).isEmpty();
        assertThat(site.posts()).hasSize(1);
    }

    @RepeatedTest(3)
    void actsOnThePageThatAClickAskedForHoweverSlowItComes() {
        site.page("/first", FORM.formatted("/slow"));
        site.page("/slow", any -> {
            site.answerLater();
            return Answer.redirect("/second", "");
        });
        site.page("/second", FORM.formatted("/session"));
        String login =
                """
                "login": { "url": "/first", "steps": [
                  {"fill": "Email", "with": "first"}, {"click": "Sign in"},
                  {"fill": "Email", "with": "second"}, {"click": "Sign in"}, {"expect": "text=Signed in as"} ] }""";
        Profile profile = profile(login, Map.of());

        profile.login().orElseThrow().logIn(page, profile);

        assertThat(site.posts()).hasSize(2);
        assertThat(site.posts().get(0)).startsWith("email=first&");
        assertThat(site.posts().get(1)).startsWith("email=second&");
    }

    @Test
    void saysWhyTheLoginPageCouldNotBeOpened() {
        String login = "\"login\": { \"url\": \"http://127.0.0.1:9/x?k=hunter22\", \"steps\": [{\"click\": \"x\"}] }";
        LoginFailedException failure = loginFailure(profile(login, Map.of()));

        assertThat(failure)
                .hasMessageContaining("stopped before its first step: http://127.0.0.1:9/x could not be opened: the"
                        + " network said net::ERR_");
        assertThat(printed(failure)).doesNotContain("hunter22");
    }

    @Test
    void tellsTheStatesApartByMarkers() {
        assertThat(probeOf("<main id=main><b id=who>ann@harbor.example</b></main>"))
                .isEqualTo(SessionState.READY);
        assertThat(probeOf("<form action='/session'><input></form>")).isEqualTo(SessionState.LOGGED_OUT);
        assertThat(probeOf("<p>Verification code</p><form action='/session'></form>"))
                .isEqualTo(SessionState.NEEDS_REVIEW);
        assertThat(probeOf("<main id=main><b id=who>bob@harbor.example</b></main>"))
                .isEqualTo(SessionState.UNEXPECTED_ACCOUNT);
        assertThat(probeOf("<main id=main>no name</main>")).isEqualTo(SessionState.UNKNOWN);
        assertThat(probeOf("<main id=main hidden><b id=who>ann@harbor.example</b></main>"))
                .isEqualTo(SessionState.UNKNOWN);
    }

    @Test
    void waitsForAnAccountNameThatComesLate() {
        assertThat(
                        probeOf(
                                """
                        <main id=main><b id=who>Loading…</b></main>
                        <script>setTimeout(() => who.textContent = 'ann@harbor.example', 700)</script>"""))
                .isEqualTo(SessionState.READY);
    }

    @Test
    void tellsTheStatesApartWithoutMarkers() {
        assertThat(defaultProbeOf("<h1>Orders</h1>")).isEqualTo(SessionState.READY);
        assertThat(defaultProbeOf("<input type=password>")).isEqualTo(SessionState.LOGGED_OUT);
        assertThat(defaultProbeOf("<input type=password hidden><h1>Orders</h1>"))
                .isEqualTo(SessionState.READY);
        assertThat(defaultProbeOf("<input autocomplete=one-time-code>")).isEqualTo(SessionState.NEEDS_REVIEW);
        assertThat(defaultProbeOf("<script>setTimeout(() => location = '/signin', 300)</script>"))
                .isEqualTo(SessionState.LOGGED_OUT);
        assertThat(defaultProbeOf("<script>location = '/mfa/challenge'</script>"))
                .isEqualTo(SessionState.NEEDS_REVIEW);
    }

    @Test
    void takesErrorsOfTheServerForNoSession() {
        site.page("/unauthorized", any -> new Answer(401, "<h1>No</h1>", "", ""));
        site.page("/broken", any -> new Answer(500, "<h1>Oops</h1>", "", ""));

        assertThat(probe("\"entryUrl\": \"/unauthorized\"")).isEqualTo(SessionState.LOGGED_OUT);
        assertThat(probe("\"entryUrl\": \"/broken\", \"probe\": {\"timeout\": \"PT1S\"}"))
                .isEqualTo(SessionState.UNKNOWN);
        assertThat(probe("\"entryUrl\": \"http://127.0.0.1:9/\"")).isEqualTo(SessionState.UNKNOWN);
    }

    private SessionState probeOf(String html) {
        site.page("/marked", html);
        return probe(PROBE.replace("/account", "/marked").replace("PT4S", "PT3S"));
    }

    private SessionState defaultProbeOf(String html) {
        site.page("/plain", html);
        return probe("\"entryUrl\": \"/plain\"");
    }

    private SessionState probe(String fields) {
        Profile profile = profile(fields, Map.of());
        return profile.probe().probe(page, profile);
    }

    private LoginFailedException loginFailure(Profile profile) {
        LoginWorkflow login = profile.login().orElseThrow();
        return catchThrowableOfType(LoginFailedException.class, () -> login.logIn(page, profile));
    }

    private Profile profile(String fields, Map<String, String> environment) {
        String json = "{\"baseUrl\": \"%s\", \"profiles\": {\"p\": {\"accountId\": \"ann@harbor.example\", %s}}}"
                .formatted(site.url(), fields);
        return ProfilesFile.parse(new SourceText("leasehold.json", json), StubVariables.of(environment))
                .profile("p");
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
