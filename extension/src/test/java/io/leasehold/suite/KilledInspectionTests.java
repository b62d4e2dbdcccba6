package io.leasehold.suite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.LeasedPage;
import io.leasehold.ProfileId;
import io.leasehold.cli.Leasehold;
import io.leasehold.fixture.Command;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.registry.BrowserMark;
import io.leasehold.registry.LeaseRecord;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run is killed, and the run that looks at what it left is killed while it looks.
 *
 * <p>Requirement: P7, P8.
 */
@Tag("browser")
@Tag("fault")
@EnabledOnOs(OS.LINUX)
final class KilledInspectionTests {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(20);
    private static final Duration IMPATIENT = Duration.ofSeconds(3);
    /** A run that was killed may have stood in line, where its place is kept for seconds; an inspection had minutes. */
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private static final ProfileId ADMIN = new ProfileId("admin");

    @TempDir
    private Path folder;

    private final CountDownLatch probed = new CountDownLatch(1);
    private volatile boolean probesHang;
    private LoginSite site;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        site = LoginSite.start();
        site.handle("/state", exchange -> {
            if (probesHang) {
                awaitTheEnd();
            }
            LoginSite.html(exchange, 200, "<p id='account'>admin</p>");
        });
        System.setProperty("login.site.password", LoginSite.PASSWORD);
        SuiteRun.of(folder)
                .profiles(
                        """
                        {"baseUrl": "%s", "entryUrl": "/", "profiles": {"admin": {"accountId": "admin",
                         "login": {"url": "/login", "steps": [
                          {"fill": "Email", "with": "admin"},
                          {"fill": "Password", "with": "${property:login.site.password}"},
                          {"click": "Sign in"},
                          {"expect": "#account"}]},
                         "probe": {"url": "/state", "ready": "#account", "loggedOut": "form[action='/login']"}}}}"""
                                .formatted(site.baseUrl()));
        leaveALease();
    }

    private void awaitTheEnd() {
        try {
            probed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        probed.countDown();
        site.close();
    }

    static final class WaitingTestCase {
        @Test
        void waits(@LeasedPage(profile = "admin", startAt = "/") Page page) throws IOException {
            Files.createFile(Path.of(System.getProperty("visit.ready")));
            page.locator("#never").waitFor();
        }
    }

    static final class VisitorTestCase {
        @Test
        void visits(@LeasedPage(profile = "admin", startAt = "/state") Page page) {
            assertThat(page.locator("#account")).hasText("admin");
        }
    }

    /** A run that waits for its end; the arguments are a folder and the password. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            System.setProperty("visit.ready", folder.resolve("ready").toString());
            System.setProperty("login.site.password", arguments[1]);
            run(folder, WaitingTestCase.class, PATIENT);
        }
    }

    private static SuiteRun.Outcome run(Path folder, Class<?> tests, Duration patience) {
        return SuiteRun.of(folder, tests)
                .with("leasehold.profiles", folder.resolve("profiles.json").toString())
                .with("leasehold.acquireTimeout", patience.toString())
                .run();
    }

    private OtherJvm otherRun() throws IOException {
        return OtherJvm.start(folder, Main.class, folder.toString(), LoginSite.PASSWORD);
    }

    private void leaveALease() throws IOException, InterruptedException {
        try (OtherJvm jvm = otherRun()) {
            assertThat(OtherJvm.becomes(START, () -> Files.exists(folder.resolve("ready"))))
                    .as(Files.readString(folder.resolve("output.txt")))
                    .isTrue();
            assertThat(jvm.kill(END)).isTrue();
        }
    }

    private ProfileStatus status() {
        try (ProfileRegistry registry =
                Registries.file(folder.resolve("home/registry.db"), new MachineClock(Clock.systemUTC()))) {
            return registry.find(ADMIN).orElseThrow();
        }
    }

    private BrowserMark browser() {
        return status().lease().map(LeaseRecord::browser).orElseThrow();
    }

    /** Starts a run that looks at the session, until its probe waits for the site. */
    private OtherJvm inspecting() throws IOException, InterruptedException {
        return inspecting(Main.class, folder.toString(), LoginSite.PASSWORD);
    }

    private OtherJvm inspecting(Class<?> main, String... arguments) throws IOException, InterruptedException {
        BrowserMark before = browser();
        int visits = site.requests("/state");
        probesHang = true;
        OtherJvm jvm = OtherJvm.start(folder, main, arguments);
        assertThat(OtherJvm.becomes(START, () -> site.requests("/state") > visits))
                .as(Files.readString(folder.resolve("output.txt")))
                .isTrue();
        probesHang = false;
        assertThat(browser()).isNotEqualTo(before);
        assertThat(browser().processes()).isNotEmpty();
        return jvm;
    }

    @Test
    void theNextRunGoesOnWithoutWaitingForTheInspection() throws Exception {
        try (OtherJvm jvm = inspecting()) {
            assertThat(jvm.kill(END)).isTrue();
        }

        assertThat(run(folder, VisitorTestCase.class, PATIENT).failures()).isEmpty();
        assertThat(status().state()).isEqualTo(ProfileState.AVAILABLE);
    }

    /** A run that is cancelled while it looks has seen nothing that a person would have to look at. */
    @Test
    void anInspectionThatIsToldToEndLeavesTheProfileToTheNext() throws Exception {
        try (OtherJvm jvm = inspecting()) {
            assertThat(Command.run("kill", "-TERM", String.valueOf(jvm.process().pid())))
                    .isTrue();
            assertThat(jvm.process().waitFor(END.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        assertThat(status().state()).isEqualTo(ProfileState.STALE);

        assertThat(run(folder, VisitorTestCase.class, PATIENT).failures()).isEmpty();
        assertThat(status().state()).isEqualTo(ProfileState.AVAILABLE);
    }

    /** Ctrl-C goes to all processes of a terminal: the driver closes its browser by itself then. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsToldToEndTogetherWithItsBrowserLeavesTheProfileToTheNext(boolean byHand) throws Exception {
        Path profiles = folder.resolve("profiles.json");
        Files.writeString(
                profiles, Files.readString(profiles).replace("\"probe\":", "\"session\": \"kept\", \"probe\":"));
        String home = folder.resolve("home").toString();
        try (OtherJvm jvm = byHand
                ? inspecting(
                        Leasehold.class,
                        "login",
                        "admin",
                        "--headless",
                        "--home",
                        home,
                        "--profiles",
                        profiles.toString())
                : inspecting()) {
            ProcessHandle driver = jvm.process().children().findFirst().orElseThrow();
            assertThat(Command.run(
                            "kill",
                            "-TERM",
                            String.valueOf(driver.pid()),
                            String.valueOf(jvm.process().pid())))
                    .isTrue();
            assertThat(jvm.process().waitFor(END.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        assertThat(status().state()).isEqualTo(ProfileState.STALE);

        assertThat(run(folder, VisitorTestCase.class, PATIENT).failures()).isEmpty();
        assertThat(status().state()).isEqualTo(ProfileState.AVAILABLE);
    }

    @Test
    void aBrowserThatOutlivesTheInspectionKeepsTheProfileBlocked() throws Exception {
        try (OtherJvm jvm = inspecting()) {
            List<ProcessHandle> started = jvm.descendants();
            ProcessHandle driver = jvm.process().children().findFirst().orElseThrow();
            assertThat(Command.run("kill", "-STOP", String.valueOf(driver.pid())))
                    .isTrue();
            jvm.process().destroyForcibly().waitFor();

            Throwable denied = Objects.requireNonNull(
                    run(folder, VisitorTestCase.class, IMPATIENT)
                            .failureOf("visits")
                            .getCause(),
                    "cause");
            started.forEach(ProcessHandle::destroyForcibly);
            assertThat(OtherJvm.becomes(END, () -> OtherJvm.noneLives(started))).isTrue();

            assertThat(denied)
                    .isInstanceOf(CheckoutDeniedException.class)
                    .hasMessageContaining("a browser process of it is still alive");
        }
        assertThat(run(folder, VisitorTestCase.class, PATIENT).failures()).isEmpty();
    }
}
