package io.leasehold.suite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A JVM is ended while four tests hold leases, or while a context opens: it ends in time and leaves nothing behind, and
 * the next run works. Requirement: L11, D3, P14.
 */
@Tag("browser")
@Tag("fault")
@EnabledOnOs({OS.LINUX, OS.MAC})
final class EndedJvmTests {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(20);
    private static final int TESTS = 4;

    static final class HoldersTestCase {
        @RepeatedTest(TESTS)
        void waits(@LeasedPage(profile = "admin", startAt = "/") Page page, RepetitionInfo repetition)
                throws IOException {
            Files.createFile(Path.of(System.getProperty("suite.ready") + repetition.getCurrentRepetition()));
            page.locator("#never").waitFor();
        }
    }

    static final class VisitorTestCase {
        @Test
        void visits(@LeasedPage(profile = "admin", startAt = "/") Page page) {
            assertThat(page.locator("#account")).hasText("admin");
        }
    }

    /** Runs four endless tests; the arguments are a folder and the password. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            System.setProperty("suite.ready", folder.resolve("ready").toString());
            System.setProperty("login.site.password", arguments[1]);
            SuiteRun.of(folder, HoldersTestCase.class)
                    .with("leasehold.profiles", folder.resolve("profiles.json").toString())
                    .concurrently(TESTS)
                    .run();
        }
    }

    private static void profiles(Path folder, LoginSite site, String more) {
        System.setProperty("login.site.password", LoginSite.PASSWORD);
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

    private static OtherJvm started(Path folder, BooleanSupplier ready) throws IOException, InterruptedException {
        OtherJvm jvm = OtherJvm.start(folder, Main.class, folder.toString(), LoginSite.PASSWORD);
        if (!OtherJvm.becomes(START, ready)) {
            jvm.close();
            throw new AssertionError(Files.readString(folder.resolve("output.txt")));
        }
        return jvm;
    }

    private static boolean allHold(Path folder) {
        for (int test = 1; test <= TESTS; test++) {
            if (Files.notExists(folder.resolve("ready" + test))) {
                return false;
            }
        }
        return true;
    }

    private static String describe(ProcessHandle process) {
        String command = process.info().commandLine().orElse("?");
        return process.pid() + " " + command.substring(0, Math.min(command.length(), 200));
    }

    /** Tells the JVM to end, and looks for what it leaves. */
    private static void endsCleanly(OtherJvm jvm, Set<Path> folders) throws InterruptedException {
        List<ProcessHandle> started = jvm.descendants();
        assertThat(started).isNotEmpty();

        jvm.process().destroy();

        assertThat(jvm.process().waitFor(END.toSeconds(), TimeUnit.SECONDS))
                .as("the JVM ends in time")
                .isTrue();
        OtherJvm.becomes(END, () -> OtherJvm.noneLives(started));
        assertThat(started.stream().filter(ProcessHandle::isAlive).map(EndedJvmTests::describe))
                .as("processes that are left")
                .isEmpty();
        OtherJvm.becomes(END, () -> folders.stream().allMatch(Files::notExists));
        assertThat(folders).as("private folders are deleted").allMatch(Files::notExists);
    }

    @Test
    void sigtermWhileFourTestsHoldLeases(@TempDir Path folder) throws Exception {
        try (LoginSite site = LoginSite.start()) {
            profiles(folder, site, "");
            try (OtherJvm jvm = started(folder, () -> allHold(folder))) {
                Set<Path> folders = jvm.privateFolders();
                assertThat(folders).hasSize(1).allMatch(Files::isDirectory);

                endsCleanly(jvm, folders);
            }
        }
    }

    @Test
    void sigtermWhileALoginRuns(@TempDir Path folder) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (LoginSite site = LoginSite.start()) {
            site.handle("/login", exchange -> {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            profiles(folder, site, "");
            try (OtherJvm jvm = started(folder, () -> site.requests("/login") > 0)) {
                Set<Path> folders = jvm.privateFolders();
                assertThat(folders).hasSize(1).allMatch(Files::isDirectory);

                endsCleanly(jvm, folders);
            } finally {
                over.countDown();
            }
        }
    }

    @Test
    void sigtermWhileABrowserStartsThatNeverAnswers(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(
                folder.resolve("mute-browser"),
                """
                #!/bin/sh
                for argument; do
                  case "$argument" in --user-data-dir=*) echo "${argument#*=}" > "%s" ;; esac
                done
                exec sleep 120
                """
                        .formatted(folder.resolve("data")));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        try (LoginSite site = LoginSite.start()) {
            profiles(folder, site, "\"browser\": {\"executable\": \"" + script + "\"},");
            try (OtherJvm jvm = started(folder, () -> Files.exists(folder.resolve("data")))) {
                Path userData = Path.of(Files.readString(folder.resolve("data")).strip());

                endsCleanly(jvm, Set.of(userData.getParent()));
            }
        }
    }

    @Test
    void afterAKillTheNextRunWorksOnTheSameKeptSession(@TempDir Path folder) throws Exception {
        try (LoginSite site = LoginSite.start()) {
            profiles(folder, site, "\"session\": \"kept\",");
            try (OtherJvm jvm = started(folder, () -> allHold(folder))) {
                List<ProcessHandle> started = jvm.descendants();
                assertThat(started).hasSizeGreaterThanOrEqualTo(2);

                jvm.process().destroyForcibly();

                assertThat(OtherJvm.becomes(END, () -> OtherJvm.noneLives(started)))
                        .isTrue();
            }
            assertThat(site.logins()).isEqualTo(1);

            SuiteRun.Outcome next = SuiteRun.of(folder, VisitorTestCase.class)
                    .with("leasehold.profiles", folder.resolve("profiles.json").toString())
                    .run();

            assertThat(next.failures()).isEmpty();
            assertThat(site.logins()).isEqualTo(1);
        }
    }
}
