package io.leasehold.browser;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Counts how many looks of a watcher a question to the browser has gone unanswered. Looks, not time: while the whole JVM
 * is stopped, or the machine sleeps, nobody looks and nothing is counted. Thread-safe.
 *
 * <p>A browser that works is not silent but slow: a page that changes thousands of frames a second keeps the driver's one
 * thread busy for longer than a browser that is stopped may stay.
 */
final class Silence {

    private static final int LOOKS_A_SECOND = 2;
    private static final int IDLE_SECONDS = 10;
    private static final int BUSY_SECONDS = 60;

    /** Below this share of one processor nothing works on an answer; a busy machine gives no more than a few percent. */
    private static final double BUSY_SHARE = 0.03;

    private boolean open;
    private int looks;
    private Duration workAtFirst = Duration.ZERO;

    synchronized void asked() {
        open = true;
        looks = 0;
    }

    synchronized void answered() {
        open = false;
    }

    /**
     * Looks once, and tells whether the same question has been open for too many looks.
     *
     * @param work how much processor time who should answer has used until now
     */
    synchronized boolean isTooLong(Supplier<Duration> work) {
        if (!open) {
            return false;
        }
        looks++;
        if (looks == 1) {
            workAtFirst = work.get();
        }
        if (looks < IDLE_SECONDS * LOOKS_A_SECOND) {
            return false;
        }
        return looks >= BUSY_SECONDS * LOOKS_A_SECOND || !isBusy(work.get());
    }

    private boolean isBusy(Duration work) {
        return work.minus(workAtFirst).toMillis() > seconds() * 1000 * BUSY_SHARE;
    }

    /** Returns how long the question has been open, in looks. */
    synchronized int seconds() {
        return looks / LOOKS_A_SECOND;
    }
}
