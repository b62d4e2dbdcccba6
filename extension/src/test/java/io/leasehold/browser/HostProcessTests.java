package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How browsers are started, and that a run leaves nothing behind. Requirement: L2, D3. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostProcessTests {

    private static final String SWITCH = "--disable-features=";
    private static final String USER_DATA = "--user-data-dir=";

    private final Set<ProcessHandle> processesBefore = new HashSet<>();
    private final Set<Thread> threadsBefore = new HashSet<>();
    private SuiteRun.Outcome outcome;

    @BeforeAll
    void run(@TempDir Path folder) {
        assumeTrue(SeenProcesses.canBeSeen(), "this system does not show its processes in /proc");
        processesBefore.addAll(SeenProcesses.all());
        threadsBefore.addAll(Thread.getAllStackTraces().keySet());
        try (LoginSite site = LoginSite.start()) {
            outcome = SuiteRun.of(folder, LooksAroundTestCase.class)
                    .profilesAt(site, "shop")
                    .run();
        }
    }

    private static List<String> commandLine() {
        assertThat(LooksAroundTestCase.BROWSERS).hasSize(1);
        return LooksAroundTestCase.BROWSERS.get(0);
    }

    private static Path root() {
        String userData = commandLine().stream()
                .filter(one -> one.startsWith(USER_DATA))
                .findFirst()
                .orElseThrow();
        return Path.of(userData.substring(USER_DATA.length())).resolve("..").normalize();
    }

    @Test
    void oneSwitchTurnsOffPlaywrightsFeaturesAndTheOneThatMakesClosingHang() {
        assertThat(outcome.failures()).isEmpty();
        List<String> switches =
                commandLine().stream().filter(one -> one.startsWith(SWITCH)).toList();
        assertThat(switches).hasSize(1);
        List<String> features =
                List.of(switches.get(0).substring(SWITCH.length()).split(","));

        try (Playwright playwright = Playwright.create()) {
            String own = FeatureSwitch.ofPlaywright(playwright.chromium()).orElseThrow();
            assertThat(features)
                    .contains(own.substring(SWITCH.length()).split(","))
                    .contains("RenderDocument", "Translate");
        }
    }

    @Test
    void theBrowserIsSteeredByAPipeAndByNoPort() {
        assertThat(commandLine())
                .contains("--remote-debugging-pipe")
                .noneMatch(one -> one.startsWith("--remote-debugging-port"));
    }

    @Test
    void nothingListensBeyondThisMachine() {
        assertThat(LooksAroundTestCase.ADDRESSES)
                .allMatch(
                        address -> address.startsWith("0100007F:") || address.startsWith("0".repeat(24) + "01000000:"));
    }

    @Test
    void userDataIsInAFolderOfTheRunThatIsGoneAfterIt() {
        assertThat(root().getFileName().toString()).startsWith("leasehold-");
        assertThat(root()).doesNotExist();
    }

    @Test
    void noProcessIsLeft() {
        List<ProcessHandle> left = SeenProcesses.all().stream()
                .filter(process -> !processesBefore.contains(process))
                .filter(ProcessHandle::isAlive)
                .toList();

        assertThat(left).isEmpty();
    }

    @Test
    void noThreadThatKeepsTheJvmIsLeft() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            boolean ours = !threadsBefore.contains(thread) && thread.getName().startsWith("leasehold");
            if (ours) {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            }
            assertThat(ours && thread.isAlive()).as(thread.getName()).isFalse();
            assertThat(threadsBefore.contains(thread) || thread.isDaemon() || !thread.isAlive())
                    .as(thread.getName())
                    .isTrue();
        }
    }

    static class LooksAroundTestCase {
        static final List<List<String>> BROWSERS = new CopyOnWriteArrayList<>();
        static final List<String> ADDRESSES = new CopyOnWriteArrayList<>();

        @Test
        void looks(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            BROWSERS.addAll(SeenProcesses.browsers());
            ADDRESSES.addAll(SeenProcesses.listening());
            assertThat(page.locator("h1").textContent()).isEqualTo("Welcome");
        }
    }
}
