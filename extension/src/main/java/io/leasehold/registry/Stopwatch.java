package io.leasehold.registry;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Counts time as a holder has to: also while the machine slept, which {@link System#nanoTime} leaves out. The longer of
 * two counts is the one that is safe. Thread-safe.
 */
final class Stopwatch {

    private final LongSupplier nanos;
    private final LongSupplier machineMillis;

    Stopwatch(LongSupplier nanos, LongSupplier machineMillis) {
        this.nanos = nanos;
        this.machineMillis = machineMillis;
    }

    /** A moment on both counts. */
    record Moment(long nanos, long machineMillis) {}

    Moment now() {
        return new Moment(nanos.getAsLong(), machineMillis.getAsLong());
    }

    /** Returns the moment of an earlier reading of the first count. */
    Moment momentAt(long earlierNanos) {
        Moment now = now();
        return new Moment(
                earlierNanos,
                now.machineMillis()
                        - Duration.ofNanos(now.nanos() - earlierNanos).toMillis());
    }

    Duration since(Moment moment) {
        Moment now = now();
        Duration awake = Duration.ofNanos(now.nanos() - moment.nanos());
        Duration all = Duration.ofMillis(now.machineMillis() - moment.machineMillis());
        return awake.compareTo(all) > 0 ? awake : all;
    }
}
