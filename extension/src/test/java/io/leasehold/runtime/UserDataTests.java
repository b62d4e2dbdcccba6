package io.leasehold.runtime;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.Waiting;
import io.leasehold.registry.ProfileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A folder of user data that is the user's own is opened in its place, and never while another browser has it.
 *
 * <p>Requirement: P8, P14, C5.
 */
@Tag("browser")
@EnabledOnOs(OS.LINUX)
final class UserDataTests {

    private final LoginSite site = LoginSite.start();

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void make() throws IOException {
        data = Files.createDirectory(
                folder.resolve("my data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private String browser() {
        return "\"browser\": {\"userDataDir\": \"" + data + "\"},";
    }

    private Path lock() {
        return data.resolve("SingletonLock");
    }

    private static String host() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    }

    private CheckoutDeniedException denied() {
        Scene scene = Scene.start(folder, site, browser());
        CheckoutDeniedException denial;
        try (scene) {
            denial = scene.denial();
        }
        assertThat(denial.reason()).isEqualTo(Reason.MISSING_BROWSER_CONTEXT);
        assertThat(scene.status().state()).isEqualTo(ProfileState.AVAILABLE);
        assertThat(site.logins()).as("nobody signed in elsewhere instead").isZero();
        return denial;
    }

    private void opens() {
        Scene scene = Scene.start(folder, site, browser());
        try (scene) {
            assertThat(scene.lease().page().locator("#account")).hasText("shop");
        }
        assertThat(scene.status().state()).isEqualTo(ProfileState.AVAILABLE);
    }

    @Test
    void itIsOpenedInItsPlaceAndNeitherRemovedNorMadePrivate() throws IOException {
        opens();
        assertThat(data.resolve("Default")).as("the browser wrote into it").exists();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwxr-x---");
        opens();
        assertThat(site.logins())
                .as("its cookie ends with the browser, and is kept all the same")
                .isEqualTo(1);
    }

    @Test
    void aBrowserThatDiesIsReplacedInTheSameFolderWithoutANewLogin() {
        try (Scene scene = Scene.start(folder, site, browser())) {
            try (Scene.Lease lease = scene.lease()) {
                ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains("--user-data-dir=" + data))
                        .forEach(ProcessHandle::destroyForcibly);
                assertThat(Waiting.until(
                                Duration.ofSeconds(15),
                                () -> lease.hold().explanation().isPresent()))
                        .isTrue();
            }
            assertThat(scene.lease().page().locator("#account")).hasText("shop");
        }
        assertThat(site.logins()).isEqualTo(1);
    }

    @Test
    void aFolderThatIsNotThereIsNotMade() {
        data = folder.resolve("mistyped");
        assertThat(denied().getMessage()).contains("'" + data + "' is no folder, and Leasehold makes none");
        assertThat(data).doesNotExist();
    }

    @Test
    void aBrowserThatRunsOnItKeepsItForItself() {
        try (ManagedBrowser theirs = ManagedBrowser.start(data)) {
            assertThat(denied().getMessage())
                    .contains("userDataDir '" + data + "' is not opened: process "
                            + theirs.process().pid() + " on this machine");
            assertThat(theirs.isAlive()).isTrue();
            assertThat(theirs.tabs()).containsExactly("about:blank");
        }
        opens();
    }

    /** The headless browser has no lock, so it is known by its command alone. */
    @Test
    void aBrowserOnAFolderWithOtherLettersKeepsItToo() throws IOException {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "the locale is not one of UTF-8");
        data = Files.createDirectory(folder.resolve("händler-店"));
        try (ManagedBrowser theirs = ManagedBrowser.start(data)) {
            assertThat(denied().getMessage())
                    .contains("is not opened: process " + theirs.process().pid() + " on this machine");
            assertThat(theirs.isAlive()).isTrue();
        }
    }

    @Test
    void theLockOfALivingProcessIsObeyedAndStays() throws Exception {
        Process holder = new ProcessBuilder("sleep", "600").start();
        try {
            Files.createSymbolicLink(lock(), Path.of(host() + "-" + holder.pid()));

            assertThat(denied().getMessage()).contains("process " + holder.pid() + " on this machine");
            assertThat(Files.readSymbolicLink(lock())).hasToString(host() + "-" + holder.pid());
        } finally {
            holder.destroyForcibly();
            assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void theLockOfADeadProcessOfThisMachineKeepsNobodyOut() throws Exception {
        Process holder = new ProcessBuilder("true").start();
        assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();
        Files.createSymbolicLink(lock(), Path.of(host() + "-" + holder.pid()));

        opens();
    }

    @Test
    void aLaterProcessOfTheSameNumberIsNotTheOneThatLocked() throws Exception {
        Process later = new ProcessBuilder("sleep", "600").start();
        try {
            Files.createSymbolicLink(lock(), Path.of(host() + "-" + later.pid()));
            Process age = new ProcessBuilder("touch", "-h", "-d", "1 hour ago", lock().toString()).start();
            assertThat(age.waitFor()).isZero();

            opens();
        } finally {
            later.destroyForcibly();
        }
    }

    @Test
    void theLockOfAnotherMachineIsLeftToAPerson() throws IOException {
        Files.createSymbolicLink(lock(), Path.of("hostZ-12345"));

        assertThat(denied().getMessage())
                .contains("a browser on the machine 'hostZ' (process 12345) has it, or had it when it died")
                .contains("if there is none any more, delete SingletonLock in the folder");
        assertThat(Files.exists(lock(), LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    void twoRunsDoNotShareIt() throws IOException {
        Path second = Files.createDirectory(folder.resolve("second"));
        try (Scene first = Scene.start(folder, site, browser())) {
            assertThat(first.lease().page().locator("#account")).hasText("shop");
            try (Scene other = Scene.start(second, site, browser())) {
                assertThat(other.denial().getMessage()).contains("is in use by another run of Leasehold");
            }
            assertThat(first.lease().page().locator("#account")).hasText("shop");
        }
    }
}
