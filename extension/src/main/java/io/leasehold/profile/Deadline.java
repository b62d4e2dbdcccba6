package io.leasehold.profile;

import java.time.Duration;

/** A limit on the monotonic clock: the wall clock may jump. Immutable. */
record Deadline(long nanos) {

    static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    boolean isOver() {
        return nanos - System.nanoTime() <= 0;
    }

    /** What is left for a Playwright call, to which zero would mean no limit. */
    double millisLeft() {
        return Math.max(1, (nanos - System.nanoTime()) / 1_000_000.0);
    }
}
