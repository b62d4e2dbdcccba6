package io.leasehold.faults;

import io.leasehold.fixture.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where the tests of a run meet while all of them hold leases, where the last to come lets the fault happen, and what
 * was seen of it. The tests of a later execution meet no fault. Thread-safe.
 */
final class FaultScene {

    private static final int MEETING_SECONDS = 60;
    private static final Duration WATCH_LIMIT = Duration.ofSeconds(40);

    private final int tests;
    private final CyclicBarrier meeting;
    private final AtomicInteger meetings = new AtomicInteger();
    private final List<Duration> hits = new CopyOnWriteArrayList<>();
    private final List<Instant> times = new CopyOnWriteArrayList<>();
    private volatile Runnable fault = () -> {};
    private volatile @Nullable Aftermath aftermath;
    private volatile @Nullable Thread watch;
    private volatile @Nullable Duration treeGone;
    private volatile long faultNanos;

    FaultScene(int tests) {
        this.tests = tests;
        this.meeting = new CyclicBarrier(tests, this::everybodyHolds);
    }

    /** Makes it ready for a run. */
    void prepare(Aftermath newAftermath, Runnable newFault) {
        meeting.reset();
        meetings.set(0);
        hits.clear();
        times.clear();
        treeGone = null;
        watch = null;
        aftermath = newAftermath;
        fault = newFault;
    }

    /**
     * Waits until all tests hold their leases and the fault has happened.
     *
     * @return whether it happens in this execution
     */
    boolean meet() {
        int before = meetings.get();
        try {
            meeting.await(MEETING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("Not all " + tests + " tests got their leases.", e);
        }
        return before == 0;
    }

    private void everybodyHolds() {
        Aftermath seen = aftermath;
        if (seen != null) {
            seen.look();
        }
        if (meetings.getAndIncrement() == 0) {
            List<ProcessHandle> lived = seen == null ? List.of() : new ArrayList<>(seen.running());
            times.add(Instant.now());
            faultNanos = System.nanoTime();
            fault.run();
            Thread watching = new Thread(() -> awaitEnd(lived), "fault-watch");
            watching.setDaemon(true);
            watching.start();
            watch = watching;
        }
    }

    private void awaitEnd(List<ProcessHandle> lived) {
        if (Waiting.until(WATCH_LIMIT, () -> lived.stream().noneMatch(Processes::isRunning))) {
            treeGone = sinceFault();
        }
    }

    private Duration sinceFault() {
        return Duration.ofNanos(System.nanoTime() - faultNanos);
    }

    /** Notes that a test was hit. */
    void hit() {
        hits.add(sinceFault());
    }

    /** Returns how long after the fault each test heard of it. */
    List<Duration> hits() {
        return List.copyOf(hits);
    }

    /** Returns when the fault happened. */
    Instant at() {
        return times.get(0);
    }

    /** Returns how long after the fault all processes that lived at it were gone; a long time when they are not. */
    Duration treeGone() {
        Thread watching = watch;
        if (watching != null) {
            try {
                watching.join(WATCH_LIMIT.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Duration gone = treeGone;
        return gone == null ? WATCH_LIMIT.plus(WATCH_LIMIT) : gone;
    }
}
