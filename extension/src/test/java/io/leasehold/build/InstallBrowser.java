package io.leasehold.build;

import io.leasehold.browser.BrowserLocator;
import io.leasehold.browser.BrowserNotFoundException;
import java.time.Duration;

/**
 * Sees to it, before the tests, that this machine has a browser: takes the one that is there, else asks Playwright's
 * installer, else the distribution's packages, and believes neither until the browser answers.
 */
final class InstallBrowser {
    private static final boolean HEADLESS = true;

    private InstallBrowser() {}

    /** Ends with 0 when there is a browser, with 1 when none could be had. */
    public static void main(String[] arguments) throws InterruptedException {
        var locator = BrowserLocator.here();
        if (!reported(locator, "Browser tests use") && !installed(locator)) {
            System.exit(explained(locator));
        }
    }

    private static boolean installed(BrowserLocator locator) throws InterruptedException {
        for (var way : WayToInstall.forThisSystem()) {
            var begin = System.nanoTime();
            var outcome = way.attempt(() -> locator.find(HEADLESS).isPresent());
            var took = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
            if (reported(locator, "%s in %d s:".formatted(way.name(), took))) {
                return true;
            }
            say("%s brought no browser in %d s: %s".formatted(way.name(), took, outcome));
        }
        return false;
    }

    private static boolean reported(BrowserLocator locator, String how) {
        var browser = locator.find(HEADLESS);
        browser.ifPresent(found -> say(how + " " + found));
        return browser.isPresent();
    }

    private static int explained(BrowserLocator locator) {
        try {
            locator.locate(HEADLESS);
            return 0;
        } catch (BrowserNotFoundException e) {
            say(String.valueOf(e.getMessage()));
            return 1;
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
