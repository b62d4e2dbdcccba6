package io.leasehold.worker;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The calls of a connection that were sent and not yet answered, with the thread that waits for each. Thread-safe. */
final class CallsInFlight {

    /** Sent without waiting for the answer, so nobody is inside such a call. */
    private static final Set<String> NOBODY_WAITS = Set.of(
            "updateSubscription",
            "setTestIdAttributeName",
            "pause",
            "waitForEventInfo",
            "__waitInfo__",
            "abort",
            "continue",
            "fulfill",
            "redirectNavigationRequest",
            "resolveLocatorHandlerNoReply",
            "ensureOpened",
            "sendToPage",
            "sendToServer",
            "closePage",
            "closeServer");

    record Call(String method, boolean input, Thread thread) {
        boolean someoneWaits() {
            return !NOBODY_WAITS.contains(method);
        }
    }

    private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

    private final Map<Integer, Call> calls = new ConcurrentHashMap<>();

    void sent(int id, String method, boolean input) {
        calls.put(id, new Call(method, input, Thread.currentThread()));
    }

    @Nullable
    Call answered(int id) {
        return calls.remove(id);
    }

    void clear() {
        calls.clear();
    }

    /** Waits until no other living thread is inside a call, or this one is interrupted, at most the given time. */
    void awaitOthers(Duration limit) {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        while (ofAnotherThread() != null
                && !Thread.currentThread().isInterrupted()
                && System.nanoTime() - deadlineNanos < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Returns a call that another living thread waits in, or null. */
    @Nullable
    Call ofAnotherThread() {
        for (Call call : calls.values()) {
            if (call.someoneWaits()
                    && call.thread() != Thread.currentThread()
                    && call.thread().isAlive()) {
                return call;
            }
        }
        return null;
    }
}
