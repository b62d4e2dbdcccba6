package io.leasehold.worker;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows which threads used a connection, and in which lend: a thread that keeps objects of an earlier lend must not act
 * in the lend of another test. Thread-safe.
 */
final class LendUsers {

    private final Map<Thread, Lend> lends = Collections.synchronizedMap(new WeakHashMap<>());

    /** Notes that the current thread uses the connection in a lend. */
    void used(Lend lend) {
        lends.put(Thread.currentThread(), lend);
    }

    /** Returns the other lend that the current thread was last seen in, or null. */
    @Nullable
    Lend another(Lend lend) {
        Lend last = lends.get(Thread.currentThread());
        return last == lend ? null : last;
    }

    /** Tells whether a living thread, other than the current one, used the connection in a lend. */
    boolean hasOthers(Lend lend) {
        synchronized (lends) {
            return lends.entrySet().stream()
                    .anyMatch(use -> use.getValue() == lend
                            && use.getKey() != Thread.currentThread()
                            && use.getKey().isAlive());
        }
    }
}
