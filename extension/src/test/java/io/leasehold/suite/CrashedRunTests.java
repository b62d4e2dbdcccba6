package io.leasehold.suite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.ProfileId;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import io.leasehold.registry.jdbc.Registries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run is killed, paused or ended at each stage, with a real browser, and the next run meets what it left.
 *
 * <p>Requirement: P3, P5, P6, P7, P8, P9, P10, P11.
 */
@Tag("browser")
@Tag("fault")
@EnabledOnOs(OS.LINUX)
final class CrashedRunTests {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(20);
    private static final ProfileId ADMIN = new ProfileId("admin");

    @TempDir
    private Path folder;

    private final CountDownLatch over = new CountDownLatch(1);
    private LoginSite site;

    @BeforeEach
    void start() throws IOException {
        site = LoginSite.start();
        site.handle("/save", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        site.handle("/slow", exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        System.setProperty("login.site.password", LoginSite.PASSWORD);
        profiles("");
    }

    @AfterEach
    void stop() {
        over.countDown();
        site.close();
    }

    private void profiles(String more) {
        SuiteRun.of(folder)
                .profiles(
                        """
                        {"baseUrl": "%s", "entryUrl": "/", "profiles": {"admin": {%s "accountId": "admin",
                         "login": {"url": "/login", "steps": [
                          {"fill": "Email", "with": "admin"},
                          {"fill": "Password", "with": "${property:login.site.password}"},
                          {"click": "Sign in"},
                          {"expect": "#account"}]},
                         "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']"}}}}"""
                                .formatted(site.baseUrl(), more));
    }

    /** What the run that ends early is doing then. */
    static final class StageTestCase {
        @Test
        void acts(@LeasedPage(profile = "admin", startAt = "/") PageLease lease) throws IOException {
            Path ready = Path.of(System.getProperty("stage.ready"));
            lease.step("look around");
            switch (System.getProperty("stage")) {
                case "reading" -> {
                    Files.createFile(ready);
                    lease.page().locator("#never").waitFor();
                }
                case "mutating" ->
                    lease.mutation("rename store", () -> {
                        lease.page().evaluate("fetch('/slow', {method: 'POST'})");
                    });
                case "mutated" -> {
                    lease.mutation("rename store", () -> {
                        lease.page().evaluate("fetch('/save', {method: 'POST'})");
                    });
                    Files.createFile(ready);
                    lease.page().locator("#never").waitFor();
                }
                default -> throw new IllegalStateException("No such stage.");
            }
        }
    }

    /** Saves now and then, for as long as it is let. */
    static final class SavingTestCase {
        @Test
        void saves(@LeasedPage(profile = "admin", startAt = "/") PageLease lease) throws IOException {
            Path ready = Path.of(System.getProperty("stage.ready"));
            Files.createFile(ready);
            while (Files.notExists(ready.resolveSibling("enough"))) {
                lease.mutation("save", () -> {
                    lease.page().evaluate("fetch('/save', {method: 'POST'})");
                });
                lease.page().waitForTimeout(50);
            }
        }
    }

    static final class VisitorTestCase {
        @Test
        void visits(@LeasedPage(profile = "admin", startAt = "/") Page page) {
            assertThat(page.locator("#account")).hasText("admin");
        }
    }

    /** Runs one stage; the arguments are a folder, the password and the stage. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            System.setProperty("stage.ready", folder.resolve("ready").toString());
            System.setProperty("login.site.password", arguments[1]);
            System.setProperty("stage", arguments[2]);
            Class<?> tests = arguments[2].equals("saving") ? SavingTestCase.class : StageTestCase.class;
            SuiteRun.Outcome outcome = SuiteRun.of(folder, tests)
                    .with("leasehold.profiles", folder.resolve("profiles.json").toString())
                    .run();
            outcome.failures().forEach(failure -> failure.printStackTrace());
            System.exit(outcome.failures().size());
        }
    }

    private OtherJvm started(String stage, BooleanSupplier ready) throws IOException, InterruptedException {
        OtherJvm jvm = OtherJvm.start(folder, Main.class, folder.toString(), LoginSite.PASSWORD, stage);
        if (!OtherJvm.becomes(START, ready)) {
            jvm.close();
            throw new AssertionError(Files.readString(folder.resolve("output.txt")));
        }
        return jvm;
    }

    private boolean isReady() {
        return Files.exists(folder.resolve("ready"));
    }

    /** Kills the JVM and waits until its browser has followed it. */
    private void killedAt(String stage, BooleanSupplier ready) throws IOException, InterruptedException {
        try (OtherJvm jvm = started(stage, ready)) {
            assertThat(jvm.kill(END)).isTrue();
        }
    }

    private SuiteRun.Outcome nextRun() {
        return SuiteRun.of(folder, VisitorTestCase.class)
                .with("leasehold.profiles", folder.resolve("profiles.json").toString())
                .with("leasehold.acquireTimeout", "PT3S")
                .run();
    }

    private ProfileRegistry registry() {
        return Registries.file(folder.resolve("home/registry.db"), new MachineClock(Clock.systemUTC()));
    }

    private ProfileStatus status() {
        try (ProfileRegistry registry = registry()) {
            return registry.find(ADMIN).orElseThrow();
        }
    }

    private String step() {
        return status().lease().orElseThrow().work().progress().step();
    }

    private List<EventType> events() {
        try (ProfileRegistry registry = registry()) {
            return registry.events(ADMIN, 50).stream().map(LeaseEvent::type).toList();
        }
    }

    private CheckoutDeniedException denied(SuiteRun.Outcome outcome) {
        return (CheckoutDeniedException)
                Objects.requireNonNull(outcome.failureOf("visits").getCause(), "cause");
    }

    @Test
    void aRunThatOnlyReadIsSettledByALookAtItsSession() throws Exception {
        killedAt("reading", this::isReady);

        assertThat(nextRun().failures()).isEmpty();
        assertThat(events())
                .contains(EventType.LEASE_MARKED_STALE, EventType.INSPECTION_BEGUN, EventType.PROFILE_RETURNED_TO_POOL);
        assertThat(status().state()).isEqualTo(ProfileState.AVAILABLE);
    }

    @Test
    void aPolicyCanAskForAPersonInstead() throws Exception {
        profiles("\"releasePolicy\": \"manual_review_on_unknown_state\", \"ttl\": \"PT6S\",");
        killedAt("reading", () -> isReady() && step().equals("StageTestCase.acts: look around"));

        CheckoutDeniedException denied = denied(nextRun());

        assertThat(denied.reason()).isEqualTo(Reason.PROFILE_UNDER_REVIEW);
        assertThat(denied)
                .hasMessageContaining("its release policy asks for a person")
                .hasMessageContaining("step 'StageTestCase.acts: look around' at " + site.baseUrl())
                .hasMessageContaining("run leasehold review admin --return --note");
    }

    @Test
    void aLoginThatWasCutOffIsForAPerson() throws Exception {
        site.handle("/login", exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        killedAt("reading", () -> site.requests("/login") > 0);

        CheckoutDeniedException denied = denied(nextRun());

        assertThat(denied.reason()).isEqualTo(Reason.PROFILE_UNDER_REVIEW);
        assertThat(denied).hasMessageContaining("went away while it signed in");
    }

    @Test
    void aMutationInFlightQuarantines() throws Exception {
        killedAt("mutating", () -> site.requests("/slow") > 0);

        CheckoutDeniedException denied = denied(nextRun());

        assertThat(denied.reason()).isEqualTo(Reason.PROFILE_QUARANTINED);
        assertThat(denied)
                .hasMessageContaining("in the middle of the mutation 'rename store'")
                .hasMessageContaining("Put the account in order");
    }

    @Test
    void aCrashAfterAMutationQuarantines() throws Exception {
        killedAt("mutated", this::isReady);

        assertThat(denied(nextRun()).reason()).isEqualTo(Reason.PROFILE_QUARANTINED);
        assertThat(status().reason()).contains("went away after 1 mutations");
    }

    @Test
    void aBrowserThatOutlivesItsRunKeepsTheProfileBlocked() throws Exception {
        try (OtherJvm jvm = started("reading", this::isReady)) {
            List<ProcessHandle> started = jvm.descendants();
            ProcessHandle driver = jvm.process().children().findFirst().orElseThrow();
            signal("-STOP", driver.pid());
            jvm.process().destroyForcibly().waitFor();

            CheckoutDeniedException denied = denied(nextRun());

            assertThat(denied.reason()).isEqualTo(Reason.PREVIOUS_RUN_UNKNOWN);
            assertThat(denied).hasMessageContaining("a browser process of it is still alive");
            assertThat(status().state()).isEqualTo(ProfileState.STALE);
            started.forEach(ProcessHandle::destroyForcibly);
            assertThat(OtherJvm.becomes(END, () -> OtherJvm.noneLives(started))).isTrue();
        }
        assertThat(nextRun().failures()).isEmpty();
    }

    @Test
    void aRunThatIsToldToEndGivesTheProfileBack() throws Exception {
        try (OtherJvm jvm = started("reading", this::isReady)) {
            jvm.process().destroy();
            assertThat(jvm.process().waitFor(END.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        assertThat(status().state()).isEqualTo(ProfileState.AVAILABLE);
        assertThat(status().reason()).contains("ended from outside");
        assertThat(nextRun().failures()).isEmpty();
    }

    @Test
    void aRunThatIsToldToEndInAMutationDoesNot() throws Exception {
        try (OtherJvm jvm = started("mutating", () -> site.requests("/slow") > 0)) {
            jvm.process().destroy();
            assertThat(jvm.process().waitFor(END.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        assertThat(status().state()).isEqualTo(ProfileState.QUARANTINED);
    }

    @Test
    void aRunThatWasPausedPastItsDeadlineActsOnlyOnceItHasTheProfileAgain() throws Exception {
        profiles("\"ttl\": \"PT6S\",");
        try (OtherJvm jvm = started("saving", () -> site.requests("/save") > 2)) {
            assertThat(jvm.pause(folder.resolve("home/registry.db"), END)).isTrue();
            assertThat(OtherJvm.becomes(END, () -> status().state() == ProfileState.STALE))
                    .isTrue();

            CheckoutDeniedException denied = denied(nextRun());
            assertThat(denied.reason()).isEqualTo(Reason.PREVIOUS_RUN_UNKNOWN);
            assertThat(denied).hasMessageContaining("is alive and does not renew");
            int before = site.requests("/save");

            signal("-CONT", jvm.process().pid());
            assertThat(OtherJvm.becomes(END, () -> site.requests("/save") > before))
                    .isTrue();
            assertThat(events()).contains(EventType.LEASE_RESUMED);
            Files.createFile(folder.resolve("enough"));
            assertThat(jvm.process().waitFor(END.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(jvm.process().exitValue())
                    .as(Files.readString(folder.resolve("output.txt")))
                    .isZero();
        }
        assertThat(status().state()).isEqualTo(ProfileState.AVAILABLE);
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        Process sent = new ProcessBuilder("kill", signal, String.valueOf(pid)).start();
        assertThat(sent.waitFor()).isZero();
    }
}
