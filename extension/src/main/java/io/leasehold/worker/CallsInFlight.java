package io.leasehold.worker;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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

    private static final Duration LOOK = Duration.ofMillis(50);

    private final Map<Integer, Call> calls = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    void sent(int id, String method, boolean input) {
        calls.put(id, new Call(method, input, Thread.currentThread()));
    }

    @Nullable
    Call answered(int id) {
        Call call = calls.remove(id);
        tell();
        return call;
    }

    void clear() {
        calls.clear();
        tell();
    }

    private void tell() {
        lock.lock();
        try {
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no other living thread is inside a call, at most the given time. */
    void awaitOthers(Duration limit) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        lock.lock();
        try {
            // A thread that dies in mid-call says nothing.
            while (ofAnotherThread() != null && System.nanoTime() - deadlineNanos < 0) {
                ended.awaitNanos(LOOK.toNanos());
            }
        } finally {
            lock.unlock();
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
