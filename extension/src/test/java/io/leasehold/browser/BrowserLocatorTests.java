package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.browser.LocatedBrowser.Origin;
import io.leasehold.browser.Machine.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The search over planted folders, with real processes for browsers. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the planted browsers are shell scripts")
final class BrowserLocatorTests {
    private static final String WORKS = "#!/bin/sh\necho Chromium 156.0.1\n";

    @TempDir
    private Path machine;

    @Test
    void prefersTheHeadlessShellOfTheDriverInUse() throws IOException {
        playwrights("chromium_headless_shell-1300", "chrome-headless-shell-linux64/chrome-headless-shell");
        var wanted = playwrights("chromium_headless_shell-1234", "chrome-headless-shell-linux64/chrome-headless-shell");
        playwrights("chromium-1234", "chrome-linux64/chrome");
        system("chromium-headless-shell", WORKS);

        assertThat(locator("1234").locate(true)).isEqualTo(new LocatedBrowser(wanted, Origin.PLAYWRIGHT));
    }

    @Test
    void takesTheNewestBuildWhenThatOfTheDriverIsMissing() throws IOException {
        playwrights("chromium_headless_shell-999", "chrome-linux/headless_shell");
        var newest = playwrights("chromium_headless_shell-1300", "chrome-linux/headless_shell");

        assertThat(locator("1234").locate(true).executable()).isEqualTo(newest);
    }

    @Test
    void ignoresADownloadThatWasNotFinished() throws IOException {
        var partial = playwrights("chromium_headless_shell-1234", "chrome-linux/headless_shell");
        Files.delete(partial.resolveSibling("../INSTALLATION_COMPLETE"));

        assertThat(locator("1234").find(true)).isEmpty();
    }

    @Test
    void looksWhereTheEnvironmentSaysPlaywrightInstalls() throws IOException {
        var elsewhere = machine.resolve("elsewhere");
        var expected = plant(elsewhere.resolve("chromium_headless_shell-7"), "chrome-linux/headless_shell", WORKS);

        var locator = locator("7", Map.of("PLAYWRIGHT_BROWSERS_PATH", elsewhere.toString()));

        assertThat(locator.locate(true).executable()).isEqualTo(expected);
    }

    @Test
    void needsAFullBrowserWhenHeaded() throws IOException {
        playwrights("chromium_headless_shell-1234", "chrome-linux/headless_shell");
        system("chromium-headless-shell", WORKS);
        var full = system("google-chrome", WORKS);

        assertThat(locator("1234").locate(false)).isEqualTo(new LocatedBrowser(full, Origin.SYSTEM));
    }

    @Test
    void takesTheSystemsHeadlessShellBeforeItsFullBrowser() throws IOException {
        system("chromium", WORKS);
        var shell = system("chromium-headless-shell", WORKS);

        assertThat(locator("1234").locate(true).executable()).isEqualTo(shell);
    }

    @Test
    void passesOverAScriptThatOnlyAsksForASnap() throws IOException {
        system(
                "chromium-browser",
                "#!/bin/sh\necho \"requires the chromium snap, version 1.0, to be installed\" >&2\nexit 1\n");
        var chrome = system("google-chrome", WORKS);

        assertThat(locator("1234").locate(true).executable()).isEqualTo(chrome);
    }

    @Test
    void passesOverAProgramThatNeverAnswersAndEndsIt() throws IOException {
        var pid = machine.resolve("pid");
        system("chromium", "#!/bin/sh\necho $$ > '%s'\nexec tail -f /dev/null\n".formatted(pid));
        var chrome = system("google-chrome", WORKS);

        assertThat(locator("1234").locate(true).executable()).isEqualTo(chrome);
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .ifPresent(hung -> hung.onExit().orTimeout(5, TimeUnit.SECONDS).join());
    }

    @Test
    void takesOneThatIsSlowToAnswerWhereNothingElseStarts() throws IOException {
        system("chromium", "#!/bin/sh\nexit 1\n");
        var slow = system("google-chrome", "#!/bin/sh\nexec tail -f /dev/null\n");

        assertThat(locator("1234").locate(true)).isEqualTo(new LocatedBrowser(slow, Origin.SYSTEM));
    }

    @Test
    void saysWhereItLookedAndHowToInstall() {
        assertThatThrownBy(() -> locator("1234").locate(true))
                .isInstanceOf(BrowserNotFoundException.class)
                .hasMessageContaining(
                        machine.resolve("home/.cache/ms-playwright").toString())
                .hasMessageContaining("chromium-headless-shell, chrome-headless-shell, chromium, chromium-browser")
                .hasMessageContaining("`apt-get install chromium-headless-shell`")
                .hasMessageContaining("-D exec.args=\"install --with-deps chromium-headless-shell\"")
                .hasMessageContaining("[headless=true");
    }

    @Test
    void namesOnlyPlaywrightsInstallerWhereThereIsNoApt() {
        assertThat(InstallAdvice.lines(Platform.MAC, false))
                .containsExactly("mvn exec:java -e -D exec.mainClass=com.microsoft.playwright.CLI"
                        + " -D exec.args=\"install --with-deps chromium\"");
    }

    @Test
    void acceptsTheConfiguredExecutable() throws IOException {
        var mine = plant(machine.resolve("opt"), "mine", WORKS);

        assertThat(locator("1234").configured(mine)).isEqualTo(new LocatedBrowser(mine, Origin.CONFIGURED));
    }

    @Test
    void refusesAConfiguredExecutableThatCannotBeStarted() throws IOException {
        var text = Files.writeString(machine.resolve("notes.txt"), "no program");

        refuses(machine.resolve("missing"), "there is no such file");
        refuses(machine, "it is a folder");
        refuses(text, "this user may not execute it");
    }

    @Test
    void knowsTheRevisionOfTheDriverOnTheClassPath() {
        assertThat(DriverRevision.ofChromium(getClass().getClassLoader()))
                .hasValueSatisfying(revision -> assertThat(revision).matches("\\d+"));
    }

    @Test
    void looksInTheUsualFoldersOfAMac() throws IOException {
        var chrome = plant(machine, "Applications/Google Chrome.app/Contents/MacOS/Google Chrome", WORKS);

        var locator = new BrowserLocator(on(Platform.MAC, Map.of()), Optional.empty(), Duration.ofSeconds(5));

        assertThat(locator.locate(false).executable()).isEqualTo(chrome);
    }

    private void refuses(Path executable, String why) {
        assertThatThrownBy(() -> locator("1234").configured(executable))
                .isInstanceOf(BrowserNotFoundException.class)
                .hasMessageContaining("'" + executable + "' cannot be started: " + why)
                .hasMessageContaining("setting 'executable'");
    }

    private BrowserLocator locator(String revision) {
        return locator(revision, Map.of());
    }

    private BrowserLocator locator(String revision, Map<String, String> environment) {
        return new BrowserLocator(on(Platform.LINUX, environment), Optional.of(revision), Duration.ofSeconds(2));
    }

    private Machine on(Platform platform, Map<String, String> environment) {
        return new Machine(platform, environment, machine.resolve("home"), machine);
    }

    private Path playwrights(String build, String executable) throws IOException {
        return plant(machine.resolve("home/.cache/ms-playwright").resolve(build), executable, WORKS);
    }

    private Path system(String name, String script) throws IOException {
        return plant(machine.resolve("usr/bin"), name, script);
    }

    private static Path plant(Path folder, String name, String script) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(folder.resolve("INSTALLATION_COMPLETE"), "");
        Files.writeString(file, script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
