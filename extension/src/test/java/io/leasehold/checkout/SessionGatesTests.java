package io.leasehold.checkout;

import static io.leasehold.CheckoutDeniedException.Action.HUMAN_REVIEW;
import static io.leasehold.CheckoutDeniedException.Action.QUARANTINE;
import static io.leasehold.CheckoutDeniedException.Action.STOP;
import static io.leasehold.CheckoutDeniedException.Reason.CHECKOUT_ERROR;
import static io.leasehold.CheckoutDeniedException.Reason.EVIDENCE_NOT_READY;
import static io.leasehold.CheckoutDeniedException.Reason.LOGGED_OUT;
import static io.leasehold.CheckoutDeniedException.Reason.NEEDS_REVIEW;
import static io.leasehold.CheckoutDeniedException.Reason.UNEXPECTED_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import io.leasehold.CheckoutDeniedException.Action;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.fixture.LoginSite;
import io.leasehold.profile.LoginWorkflow;
import io.leasehold.profile.Profile;
import io.leasehold.profile.SessionProbe;
import io.leasehold.profile.SessionState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gates behind the browser, in a real one: each way in which a session is not what it has to be has its reason, its
 * action, what becomes of the profile, and the files that say so. Requirement: C3, C4, C5, C7, P8, D3.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SessionGatesTests {

    private static final String PROBE =
            """
            "probe": {"url": "%s", "ready": "#account", "loggedOut": "form[action='/login']", "timeout": "PT3S"%s}""";
    private static final String LOGIN =
            """
            "login": {"url": "%s", "timeout": "PT3S", "steps": [{"fill": "Email", "with": "%s"},
              {"fill": "Password", "with": "${property:%s}"}, {"click": "Sign in"}%s]}""";
    private static final Map<String, Path> FOLDERS = new ConcurrentHashMap<>();

    private GateScene scene;

    @BeforeAll
    void start(@TempDir Path folder) {
        scene = new GateScene(folder);
        System.setProperty("gate.wrong", "not-the-password");
        LoginSite site = scene.site();
        site.challenge("challenged");
        AtomicInteger seen = new AtomicInteger();
        site.handle(
                "/gated",
                exchange -> LoginSite.html(
                        exchange,
                        200,
                        seen.getAndIncrement() == 0
                                ? "<input type=password>"
                                : "<form><label>Code <input autocomplete=one-time-code></label></form>"));
        site.handle("/prompt", page("<p id=review>We sent you a letter. Type the number in it.</p>"));
        site.handle("/code", page("<form><label>Code <input autocomplete=one-time-code></label></form>"));
        site.handle("/odd", page("<h1>Nothing that a probe knows</h1>"));
        site.handle("/error", exchange -> LoginSite.html(exchange, 500, "<h1>Something went wrong</h1>"));
        site.handle("/closed", exchange -> LoginSite.html(exchange, 401, "<h1>Not for you</h1>"));
        site.handle(
                "/other",
                page("<p id=account>mallory</p><p>Signed in as somebody else, as a stale cookie would have it.</p>"));
    }

    private static LoginSite.Handler page(String body) {
        return exchange -> LoginSite.html(exchange, 200, body);
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    /** A login that does nothing. */
    public static final class IdleLogin implements LoginWorkflow {
        @Override
        public void logIn(Page page, Profile profile) {}
    }

    /** A login that gives up where it is asked for a code. */
    public static final class PuzzledLogin implements LoginWorkflow {
        @Override
        public void logIn(Page page, Profile profile) {
            page.navigate(profile.resolve("/login"));
            page.getByLabel("Email").fill(profile.accountId());
            page.getByLabel("Password")
                    .fill(profile.secret("login.site.password").reveal());
            page.getByText("Sign in").click();
            throw new IllegalStateException("There is no account to be seen.");
        }
    }

    /** A probe that throws. */
    public static final class BrokenProbe implements SessionProbe {
        @Override
        public SessionState probe(Page page, Profile profile) {
            throw new IllegalStateException("This probe was never finished.");
        }
    }

    /** A probe that knows of a prompt that no selector shows. */
    public static final class WaryProbe implements SessionProbe {
        @Override
        public SessionState probe(Page page, Profile profile) {
            page.navigate(profile.resolve("/odd"));
            return SessionState.NEEDS_REVIEW;
        }
    }

    /** A probe while which somebody deletes the evidence. */
    public static final class SweepingProbe implements SessionProbe {
        @Override
        public SessionState probe(Page page, Profile profile) {
            try (Stream<Path> files =
                    Files.walk(FOLDERS.getOrDefault(profile.id().value(), Path.of("nowhere")))) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return SessionState.READY;
        }
    }

    private static String steps(String url, String account, String variable) {
        return LOGIN.formatted(url, account, variable, ", {\"expect\": \"#account\"}");
    }

    private static String classes(Class<?> login, Class<?> probe) {
        return "\"login\": \"" + login.getName() + "\", \"probe\": \"" + probe.getName() + "\"";
    }

    private static GateCase shut(String name, String profile, Reason reason, Action action, String state) {
        return GateCase.of(name, profile, new GateCase.Verdict(Gate.SESSION_STATE, reason, action, state));
    }

    private static GateCase out(String name, String profile) {
        return shut(name, profile, LOGGED_OUT, STOP, "available");
    }

    private static GateCase prompted(String name, String profile) {
        return shut(name, profile, NEEDS_REVIEW, HUMAN_REVIEW, "review_required");
    }

    private static GateCase unclear(String name, String profile) {
        return shut(name, profile, CHECKOUT_ERROR, STOP, "available");
    }

    static Stream<GateCase> session() {
        String home = PROBE.formatted("/", "");
        String other = PROBE.formatted("/other", ", \"account\": {\"selector\": \"#account\"}");
        return Stream.of(
                out("no-login", home),
                out("closed-page", "\"probe\": {\"url\": \"/closed\", \"ready\": \"#account\", \"timeout\": \"PT3S\"}"),
                out("wrong-password", steps("/login", "wrong-password", "gate.wrong") + "," + home),
                out("unset-variable", steps("/login", "unset-variable", "gate.unset") + "," + home),
                out("idle-login", "\"login\": \"" + IdleLogin.class.getName() + "\"," + home),
                out("no-form", steps("/odd", "no-form", "login.site.password") + "," + home),
                prompted("challenged", steps("/login", "challenged", "login.site.password") + "," + home),
                prompted(
                        "puzzled-class",
                        "\"login\": \"" + PuzzledLogin.class.getName()
                                + "\", \"probe\": {\"url\": \"/gated\", \"ready\": \"#account\"}"),
                prompted(
                        "own-marker",
                        "\"probe\": {\"url\": \"/prompt\", \"ready\": \"#account\", \"needsReview\": \"#review\"}"),
                prompted("usual-marker", PROBE.formatted("/code", "")),
                prompted("wary-class", "\"probe\": \"" + WaryProbe.class.getName() + "\""),
                shut("other-name", other, UNEXPECTED_ACCOUNT, QUARANTINE, "quarantined"),
                shut(
                        "other-login",
                        steps("/login", "mallory", "login.site.password") + ","
                                + PROBE.formatted("/", ", \"account\": {\"selector\": \"#account\"}"),
                        UNEXPECTED_ACCOUNT,
                        QUARANTINE,
                        "quarantined"),
                unclear("no-marker", PROBE.formatted("/odd", "")),
                unclear("server-error", PROBE.formatted("/error", "")),
                unclear("away", "\"baseUrl\": \"http://127.0.0.1:9\", \"entryUrl\": \"http://127.0.0.1:9/\"")
                        .unpictured(),
                unclear("broken-probe", classes(IdleLogin.class, BrokenProbe.class)),
                unclear("leaky-login", "\"login\": \"" + LeakyLogin.class.getName() + "\"," + home),
                prompted("prompt-anyway", PROBE.formatted("/code", "")).with("requiresLoggedInSession", false),
                shut("other-anyway", other, UNEXPECTED_ACCOUNT, QUARANTINE, "quarantined")
                        .with("requiresLoggedInSession", false));
    }

    @ParameterizedTest
    @MethodSource("session")
    void aSessionThatIsNotReadyLetsNobodyIn(GateCase one) throws IOException {
        GateScene.Result result = scene.verified(one);

        for (String file : result.files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            result.place().folder().resolve(file))))
                    .isEqualTo("rw-------");
        }
        if (one.pictured()) {
            assertThat(Files.readAllBytes(result.place().folder().resolve("session_probe.png")))
                    .startsWith(0x89, 'P', 'N', 'G');
        }
        assertThat(result.json("final_state.json").path("reason").asText())
                .contains("The checkout ended with " + one.verdict().reason().code());
        assertThat(result.text("worker.log"))
                .contains("denied at session_state: " + one.verdict().reason().code());
        for (String file : List.of("checkout.json", "final_state.json", "profile_manifest.json", "worker.log")) {
            assertThat(result.text(file)).doesNotContain(LoginSite.PASSWORD);
        }
    }

    @Test
    void evidenceThatIsDeletedMeanwhileDeniesAndLeavesTheProfileToAPerson() {
        GateCase one = new GateCase(
                "swept",
                "\"probe\": \"" + SweepingProbe.class.getName() + "\"",
                Map.of(),
                (gates, place) -> FOLDERS.put("swept", place.folder()),
                true,
                new GateCase.Verdict(Gate.RECORD_WRITTEN, EVIDENCE_NOT_READY, STOP, "review_required"));

        GateScene.Result result = scene.run(one);

        assertThat(result.decision().reason()).contains(EVIDENCE_NOT_READY);
        assertThat(result.decision().record().path("stoppedAt").asText()).isEqualTo("record_written");
        assertThat(result.state()).isEqualTo("review_required");
    }

    @Test
    void allGatesOpenInTheirOrderAndLeaveTheirRecord() {
        GateScene.Result result = scene.run(GateCase.of(
                "fine",
                steps("/login", "fine", "login.site.password") + "," + PROBE.formatted("/", ""),
                new GateCase.Verdict(Gate.RECORD_WRITTEN, CHECKOUT_ERROR, STOP, "available")));

        JsonNode written = result.json("checkout.json");
        assertThat(result.decision().failure()).isEmpty();
        assertThat(written.path("decision").asText()).isEqualTo("approved");
        assertThat(written.path("reason").isNull()).isTrue();
        assertThat(written.path("gates").findValuesAsText("gate"))
                .containsExactly(
                        "evidence_ready",
                        "reserve",
                        "profile_matches_task",
                        "runtime_attached",
                        "session_state",
                        "environment",
                        "record_written");
        assertThat(written.path("sessionState").asText()).isEqualTo("ready");
        assertThat(written.path("loggedIn").asBoolean()).isTrue();
        assertThat(written.path("url").asText()).isEqualTo(scene.site().baseUrl() + "/");
        assertThat(written.path("sessionProbe").asText()).isEqualTo("session_probe.png");
        assertThat(written.path("manifestId"))
                .isEqualTo(result.json("profile_manifest.json").path("manifestId"));
        assertThat(result.json("final_state.json").path("releaseStatus").asText())
                .isEqualTo("released");
        assertThat(result.json("final_state.json").path("taskId").asText()).isEqualTo("nightly-export");
        assertThat(result.state()).isEqualTo("available");
    }

    @Test
    void aTaskThatNeedsNoSessionMayBeSignedOutAndSignsNobodyIn() {
        int before = scene.site().logins();

        GateScene.Result result = scene.run(GateCase.of(
                        "visitor",
                        steps("/login", "visitor", "login.site.password") + "," + PROBE.formatted("/", ""),
                        new GateCase.Verdict(Gate.RECORD_WRITTEN, CHECKOUT_ERROR, STOP, "available"))
                .with("requiresLoggedInSession", false));

        assertThat(result.decision().failure()).isEmpty();
        assertThat(result.json("checkout.json").path("sessionState").asText()).isEqualTo("logged_out");
        assertThat(scene.site().logins()).isEqualTo(before);
    }
}
