package io.leasehold.browser;

import com.microsoft.playwright.PlaywrightException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Ends a driver that waits for a browser which is gone. Playwright's driver (1.62) now and then misses that a browser
 * dies as it starts, and answers after the three minutes of a launch; once in some three hundred such deaths. While a
 * browser starts, or is looked at for what it lacks, the driver has a child.
 */
final class LaunchWatch {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A driver that reads its own files from a slow disk for the first time has no child yet. */
    private static final int MOST_LOOKS_ALONE = 10;

    private static final String NO_PROCESS = "The driver waited for a browser, and for " + MOST_LOOKS_ALONE
            + " seconds no process of one was there: it ended at its start, or left its driver. The driver was ended.";

    private final DriverProcess driver;
    private int looksAlone;
    private volatile boolean ended;

    private LaunchWatch(DriverProcess driver) {
        this.driver = driver;
    }

    /** Runs a launch of a browser on this machine; it fails when the driver has to be ended. */
    static <T> T during(DriverProcess driver, Housekeeping housekeeping, Supplier<T> launch) {
        LaunchWatch watch = new LaunchWatch(driver);
        Runnable end = housekeeping.repeat("Watching a browser start", watch::look, PAUSE);
        try {
            return launch.get();
        } catch (PlaywrightException e) {
            throw watch.ended ? new PlaywrightException(NO_PROCESS, e) : e;
        } finally {
            end.run();
        }
    }

    /** On the one thread that watches. */
    private void look() {
        looksAlone = driver.hasChild() ? 0 : looksAlone + 1;
        if (looksAlone >= MOST_LOOKS_ALONE) {
            ended = true;
            driver.kill();
        }
    }
}
