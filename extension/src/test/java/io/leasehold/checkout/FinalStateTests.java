package io.leasehold.checkout;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.ProfileId;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.profile.Secret;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where a run's use of each profile ended decides, with a last look where there is a reason for one, whether the next run may
 * have it; and all of it is written down. Requirement: C7, C8, P7, P8.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FinalStateTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicReference<String> ELSEWHERE = new AtomicReference<>("");
    private static final AtomicReference<LoginSite> SITE = new AtomicReference<>();
    private static final AtomicReference<LoginSite> GONE = new AtomicReference<>();

    private final LoginSite site = LoginSite.start();
    private final LoginSite other = LoginSite.start();
    private final LoginSite gone = LoginSite.start();

    private Path folder = Path.of("");
    private SuiteRun.Outcome outcome;

    @BeforeAll
    void run(@TempDir Path made) {
        folder = made;
        System.setProperty("login.site.password", LoginSite.PASSWORD);
        SITE.set(site);
        GONE.set(gone);
        gone.handle("/open", exchange -> LoginSite.html(exchange, 200, "<h1>Open to all</h1>"));
        site.handle("/end", exchange -> {
            site.endSessionsOf("signed-out");
            LoginSite.html(exchange, 200, "<h1>Ended</h1>");
        });
        ELSEWHERE.set(other.baseUrl() + "/help?token=secret-of-the-query");
        other.handle("/help", exchange -> LoginSite.html(exchange, 200, "<h1>Help</h1>"));
        for (String path : List.of("/prompt", "/stranger", "/riddle")) {
            site.page(path, "<h1>As ever</h1>");
        }
        outcome = SuiteRun.of(folder, EndsTestCase.class, SweepsTestCase.class)
                .profiles("{\"baseUrl\": \"" + site.baseUrl() + "\", \"profiles\": {"
                        + Stream.of(
                                        profile("plain", "/"),
                                        profile("failed", "/"),
                                        profile("elsewhere", "/"),
                                        profile("prompted", "/prompt"),
                                        profile("stranger", "/stranger"),
                                        profile("riddle", "/riddle"),
                                        profile("swept", "/"),
                                        profile("signed-out", "/"),
                                        stopped("stopped"),
                                        stopped("stopped-elsewhere"))
                                .reduce((one, next) -> one + "," + next)
                                .orElseThrow()
                        + "}}")
                .run();
    }

    private static String profile(String name, String entry) {
        return """
                "%s": {"accountId": "%s", "entryUrl": "%s", "login": {"url": "/login", "steps": [
                  {"fill": "Email", "with": "%s"}, {"fill": "Password", "with": "${property:login.site.password}"},
                  {"click": "Sign in"}, {"expect": "#account"}]},
                 "probe": {"url": "%s", "ready": "#account", "loggedOut": "form[action='/login']", "timeout": "PT3S",
                  "account": {"selector": "#account"}}}"""
                .formatted(name, name, entry, name, entry);
    }

    /** Its application ends before the run does. */
    private String stopped(String name) {
        return "\"%s\": {\"accountId\": \"%s\", \"baseUrl\": \"%s\", \"entryUrl\": \"/open\"}"
                .formatted(name, name, gone.baseUrl());
    }

    @AfterAll
    void stop() {
        site.close();
        other.close();
        gone.close();
    }

    /** The tests change at their end what the site shows from then on. */
    static final class EndsTestCase {
        @Test
        void plain(@LeasedPage(profile = "plain", task = "browse", startAt = "/") Page page) {
            assertThat(page.locator("#account")).hasText("plain");
        }

        @Test
        void failed(@LeasedPage(profile = "failed", startAt = "/") Page page) {
            throw new AssertionError("as tests fail");
        }

        @Test
        void elsewhere(@LeasedPage(profile = "elsewhere", startAt = "/") Page page) {
            page.navigate(ELSEWHERE.get());
        }

        @Test
        void prompted(@LeasedPage(profile = "prompted", startAt = "/prompt") Page page) {
            SITE.get()
                    .handle(
                            "/prompt",
                            exchange -> LoginSite.html(
                                    exchange, 200, "<label>Code <input autocomplete=one-time-code></label>"));
            page.reload();
            assertThat(page.locator("#account")).hasCount(1);
        }

        @Test
        void stranger(@LeasedPage(profile = "stranger", startAt = "/stranger") Page page) {
            SITE.get().handle("/stranger", exchange -> LoginSite.html(exchange, 200, "<p id=account>mallory</p>"));
            page.reload();
            assertThat(page.locator("#account")).hasText("stranger");
        }

        @Test
        void riddle(@LeasedPage(profile = "riddle", startAt = "/riddle") Page page) {
            SITE.get().handle("/riddle", exchange -> LoginSite.html(exchange, 200, "<h1>Closed for today</h1>"));
            page.navigate(ELSEWHERE.get());
        }

        @Test
        void signedOut(@LeasedPage(profile = "signed-out", startAt = "/") Page page) {
            page.evaluate("() => fetch('/end')");
            page.navigate(ELSEWHERE.get());
        }

        @Test
        void stopped(@LeasedPage(profile = "stopped", startAt = "/open") Page page) {
            throw new AssertionError("as tests fail");
        }

        @Test
        void stoppedElsewhere(@LeasedPage(profile = "stopped-elsewhere", startAt = "/open") Page page) {
            page.navigate(ELSEWHERE.get());
        }

        @AfterAll
        static void stopTheApplication() {
            GONE.get().close();
        }
    }

    /** Evidence that is deleted in mid-run. */
    static final class SweepsTestCase {
        @Test
        void swept(@LeasedPage(profile = "swept", startAt = "/") PageLease lease) {
            Path run = lease.evidence().resolve("../..").normalize();
            sweep(run.resolve("profiles/swept"));
        }

        private static void sweep(Path folder) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private ProfileStatus status(String profile) {
        RegistryPlace place = new RegistryPlace(folder.resolve("home/registry.db"), Secret.of(""), "", Secret.of(""));
        try (ProfileRegistry registry = place.open(new MachineClock(Clock.systemUTC()))) {
            return registry.find(new ProfileId(profile)).orElseThrow();
        }
    }

    private Path folderOf(String profile) throws IOException {
        try (Stream<Path> all = Files.walk(outcome.evidence())) {
            return all.filter(path -> path.endsWith("profiles/" + profile))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private JsonNode ended(String profile, String state, String session) throws IOException {
        JsonNode last =
                JSON.readTree(folderOf(profile).resolve("final_state.json").toFile());
        assertThat(status(profile).state().code()).isEqualTo(state);
        assertThat(last.path("releaseStatus").asText()).isEqualTo(state.equals("available") ? "released" : state);
        assertThat(last.path("sessionState").asText()).isEqualTo(session);
        String picture = last.path("finalScreenshot").asText();
        assertThat(Files.exists(folderOf(profile).resolve("final_state.png")))
                .isEqualTo(picture.equals("final_state.png"));
        // The browser's own error page may be slow to be pictured, and nothing waits for it.
        if (!session.equals("not reached")) {
            assertThat(picture).isEqualTo(session.equals("null") ? "null" : "final_state.png");
        }
        assertThat(last.path("profileId").asText()).isEqualTo(profile);
        assertThat(Instant.parse(last.path("completedAt").asText()))
                .isBefore(Clock.systemUTC().instant());
        return last;
    }

    @Test
    void whatEndedWellIsWrittenDownWithoutAnotherLook() throws IOException {
        JsonNode last = ended("plain", "available", "null");

        assertThat(last.path("taskId").asText()).isEqualTo("browse");
        assertThat(last.path("lastKnownUrl").asText()).isEqualTo(site.baseUrl() + "/");
        assertThat(Files.readString(folderOf("plain").resolve("worker.log")))
                .contains("begins to use the profile", "approved", "its browser closes", "given back: The run ended.");
    }

    @Test
    void aTestThatFailedIsNoReasonToBlockTheAccount() throws IOException {
        ended("failed", "available", "ready");
    }

    @Test
    void aTestThatEndedElsewhereIsNotPunishedWhileTheSessionIsGood() throws IOException {
        JsonNode last = ended("elsewhere", "available", "ready");

        assertThat(last.path("lastKnownUrl").asText()).isEqualTo(other.baseUrl() + "/help?token=…");
    }

    @Test
    void aRunThatEndsAtAPromptIsForAPerson() throws IOException {
        ended("prompted", "review_required", "needs_review");
    }

    @Test
    void aRunThatEndsAsSomebodyElseIsQuarantined() throws IOException {
        ended("stranger", "quarantined", "unexpected_account");
    }

    @Test
    void aRunOfWhoseEndNobodyCanTellIsForAPerson() throws IOException {
        JsonNode last = ended("riddle", "review_required", "unknown");

        assertThat(last.path("reason").asText())
                .isEqualTo("Nobody could tell at its end whether it is still signed in.");
    }

    @Test
    void aSessionThatItsLoginCanOpenAgainIsNoReasonToBlockTheAccount() throws IOException {
        ended("signed-out", "available", "logged_out");
    }

    @Test
    void anApplicationThatIsStoppedBeforeTheRunEndsIsNoReasonAfterAFailedTest() throws IOException {
        ended("stopped", "available", "not reached");
    }

    @Test
    void anApplicationThatIsStoppedProvesNothingOfARunThatEndedElsewhere() throws IOException {
        ended("stopped-elsewhere", "review_required", "not reached");
    }

    @Test
    void evidenceThatIsLostInMidRunLosesNoEnding() {
        assertThat(status("swept").state().code()).isEqualTo("review_required");
        assertThat(status("swept").reason()).contains("evidence=failed(NoSuchFileException)");
    }
}
