package io.leasehold.worker;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Knows which threads used a connection, and in which lend: a thread that keeps objects of an earlier lend must not act
 * in the lend of another test. Thread-safe.
 */
final class LendUsers {

    private final Map<Thread, Object> lends = Collections.synchronizedMap(new WeakHashMap<>());

    /** Notes that the current thread uses the connection in a lend. */
    void used(Object lend) {
        lends.put(Thread.currentThread(), lend);
    }

    /** Tells whether the current thread was seen in another lend and not yet in this one. */
    boolean isFromAnother(Object lend) {
        Object last = lends.get(Thread.currentThread());
        return last != null && last != lend;
    }

    /** Tells whether a living thread, other than the current one, used the connection in a lend. */
    boolean hasOthers(Object lend) {
        synchronized (lends) {
            return lends.entrySet().stream()
                    .anyMatch(use -> use.getValue() == lend
                            && use.getKey() != Thread.currentThread()
                            && use.getKey().isAlive());
        }
    }
}
