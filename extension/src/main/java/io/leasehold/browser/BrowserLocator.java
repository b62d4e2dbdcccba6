package io.leasehold.browser;

import static io.leasehold.browser.LocatedBrowser.Origin.CONFIGURED;
import static io.leasehold.browser.LocatedBrowser.Origin.PLAYWRIGHT;
import static io.leasehold.browser.LocatedBrowser.Origin.SYSTEM;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.leasehold.browser.LocatedBrowser.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Finds an installed browser of the Chromium family: Playwright's own first, then what the system has. Headless runs
 * prefer a headless shell, headed ones need a full browser. Immutable; every search looks anew.
 */
@API(status = INTERNAL, since = "0.1")
public final class BrowserLocator {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Machine machine;
    private final PlaywrightCache cache;
    private final SystemBrowsers system;
    private final VersionProbe probe;

    BrowserLocator(Machine machine, Optional<String> driverRevision, Duration patience) {
        this.machine = machine;
        this.cache = new PlaywrightCache(machine, driverRevision);
        this.system = new SystemBrowsers(machine);
        this.probe = new VersionProbe(machine.platform(), patience);
    }

    /** Makes a locator for the machine and the Playwright driver at hand. */
    public static BrowserLocator here() {
        var revision = DriverRevision.ofChromium(BrowserLocator.class.getClassLoader());
        return new BrowserLocator(Machine.here(), revision, PATIENCE);
    }

    /**
     * Finds a browser that starts, if there is one. One that has not answered in time may be slow, as all is on a machine
     * with much to do: it is the last choice, and its launch tells.
     */
    public Optional<LocatedBrowser> find(boolean headless) {
        List<LocatedBrowser> silent = new ArrayList<>();
        return installed(headless)
                .filter(browser -> answers(browser, silent))
                .findFirst()
                .or(() -> silent.stream().findFirst());
    }

    private boolean answers(LocatedBrowser browser, List<LocatedBrowser> silent) {
        VersionProbe.Answer answer = probe.ask(browser.executable());
        if (answer == VersionProbe.Answer.NONE_YET) {
            silent.add(browser);
        }
        return answer == VersionProbe.Answer.VERSION;
    }

    private Stream<LocatedBrowser> installed(boolean headless) {
        return Stream.concat(
                located(headless ? cache.headlessShells() : List.of(), cache.fullBrowsers(), PLAYWRIGHT),
                located(headless ? system.headlessShells() : List.of(), system.fullBrowsers(), SYSTEM));
    }

    /**
     * Finds a browser that starts.
     *
     * @throws BrowserNotFoundException if there is none; the message says how to install one
     */
    public LocatedBrowser locate(boolean headless) {
        return find(headless)
                .orElseThrow(() -> BrowserNotFoundException.nowhere(
                        headless, lookedAt(headless), InstallAdvice.lines(machine.platform(), headless)));
    }

    /**
     * Accepts the executable that the user configured, and nothing else in its stead.
     *
     * @throws BrowserNotFoundException if it is not an executable file
     */
    public LocatedBrowser configured(Path executable) {
        if (!Files.exists(executable)) {
            throw BrowserNotFoundException.configured(executable, "there is no such file");
        }
        if (Files.isDirectory(executable)) {
            throw BrowserNotFoundException.configured(executable, "it is a folder");
        }
        if (!Files.isExecutable(executable)) {
            throw BrowserNotFoundException.configured(executable, "this user may not execute it");
        }
        return new LocatedBrowser(executable, CONFIGURED);
    }

    private static Stream<LocatedBrowser> located(List<Path> shells, List<Path> full, Origin origin) {
        return Stream.concat(shells.stream(), full.stream()).map(executable -> new LocatedBrowser(executable, origin));
    }

    /** Returns the lines that install a browser on this machine. */
    public List<String> installLines(boolean headless) {
        return InstallAdvice.lines(machine.platform(), headless);
    }

    /** Returns the places that a search looks at, in its order. */
    public List<String> lookedAt(boolean headless) {
        var names = Stream.concat(
                headless ? SystemBrowsers.HEADLESS_NAMES.stream() : Stream.of(), SystemBrowsers.FULL_NAMES.stream());
        return List.of(
                "Playwright's browsers in " + cache.folder(),
                "the commands " + String.join(", ", names.toList()) + " on the PATH and in the system's usual folders");
    }
}
