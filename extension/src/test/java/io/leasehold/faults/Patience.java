package io.leasehold.faults;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for conditions. */
final class Patience {

    private static final long PAUSE_MILLIS = 20;

    private Patience() {}

    /** Waits until a condition holds, at most the given time, and tells whether it does. */
    static boolean until(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        Object pause = new Object();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            synchronized (pause) {
                try {
                    pause.wait(PAUSE_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return condition.getAsBoolean();
                }
            }
        }
        return true;
    }
}
