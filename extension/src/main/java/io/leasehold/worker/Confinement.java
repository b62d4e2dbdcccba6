package io.leasehold.worker;

import io.leasehold.SharedContextException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that one thread at a time uses a connection, and one running test at a time the page of a class.
 * Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Confinement {

    private static final Duration LEAVING_LIMIT = Duration.ofSeconds(10);

    private final CallsInFlight calls;
    private final Map<Thread, String> runningTests = new ConcurrentHashMap<>();
    private @Nullable Thread user;

    Confinement(CallsInFlight calls) {
        this.calls = calls;
    }

    /** Tells that the current thread now runs a test of the class that holds the page. */
    public void testStarted(String name) {
        runningTests.put(Thread.currentThread(), name);
    }

    /** Tells whether the current thread runs a test of the class that holds the page. */
    boolean isTestHere() {
        return runningTests.containsKey(Thread.currentThread());
    }

    /** Tells that the current thread's test is over. */
    public synchronized void testEnded() {
        runningTests.remove(Thread.currentThread());
        if (user == Thread.currentThread()) {
            user = null;
        }
    }

    /**
     * Takes the connection for the current thread's test, if no other running test is using it.
     *
     * @return whether the current thread may use it
     */
    public synchronized boolean reserve() {
        Thread current = Thread.currentThread();
        boolean usedByAnother = user != null && user != current && runningTests.containsKey(user);
        if (usedByAnother || calls.ofAnotherThread() != null) {
            return false;
        }
        if (runningTests.containsKey(current)) {
            user = current;
        }
        return true;
    }

    void check(String method) {
        CallsInFlight.Call other = othersCall();
        if (other != null) {
            throw new SharedContextException(
                    method,
                    "'" + method + "' was refused: thread '" + other.thread().getName() + "' is inside '"
                            + other.method()
                            + "' on a page of the same lease, and Playwright's objects serve one thread at a time. Give"
                            + " each thread a @LeasedPage parameter of its own.");
        }
        checkTest(method);
    }

    /** A thread that was told to end, as one whose test timed out, is not refused for but waited for. */
    private CallsInFlight.@Nullable Call othersCall() {
        CallsInFlight.Call other = calls.ofAnotherThread();
        if (other == null || !other.thread().isInterrupted()) {
            return other;
        }
        calls.awaitOthers(LEAVING_LIMIT);
        return calls.ofAnotherThread();
    }

    private synchronized void checkTest(String method) {
        Thread current = Thread.currentThread();
        String test = runningTests.get(current);
        if (test == null) {
            return;
        }
        if (user == null || user == current || !runningTests.containsKey(user)) {
            user = current;
            return;
        }
        throw new SharedContextException(
                method,
                "'" + method + "' in " + test + " was refused: the page was leased for the whole class in @BeforeAll,"
                        + " and " + runningTests.get(user) + " is using it on thread '" + user.getName()
                        + "'. Give each"
                        + " test a @LeasedPage parameter of its own, or run the class's methods on one thread with"
                        + " @Execution(SAME_THREAD).");
    }
}
