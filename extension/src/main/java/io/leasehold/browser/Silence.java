package io.leasehold.browser;

/**
 * Counts how many looks of a watcher a question to the browser has gone unanswered. Looks, not time: while the whole JVM
 * is stopped, or the machine sleeps, nobody looks and nothing is counted. Thread-safe.
 */
final class Silence {

    /** How long a browser may be silent, at two looks a second. */
    static final int SECONDS = 10;

    private static final int LOOKS = 2 * SECONDS;

    private boolean open;
    private int looks;

    synchronized void asked() {
        open = true;
        looks = 0;
    }

    synchronized void answered() {
        open = false;
    }

    /** Looks once, and tells whether the same question has been open for too many looks. */
    synchronized boolean isTooLong() {
        looks = open ? looks + 1 : 0;
        return looks >= LOOKS;
    }
}
