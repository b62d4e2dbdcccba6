package io.leasehold.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Notes when the tests of a run began, how they ended, and does what was asked for after the n-th. Thread-safe. */
final class RunListener implements TestExecutionListener {
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final AtomicInteger succeeded = new AtomicInteger();
    private final AtomicLong firstBody = new AtomicLong();
    private final Map<Integer, Long> starts = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Double> parts = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Runnable> afterwards = new TreeMap<>();

    /** Runs an action when so many tests have ended, all their scopes closed; to be said before the run. */
    RunListener after(int tests, Runnable action) {
        afterwards.put(tests, action);
        return this;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isTest()) {
            starts.put(started.incrementAndGet(), System.nanoTime());
            peak.accumulateAndGet(running.incrementAndGet(), Math::max);
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        result.getThrowable().ifPresent(failures::add);
        if (!test.isTest()) {
            return;
        }
        running.decrementAndGet();
        if (result.getStatus() == Status.SUCCESSFUL) {
            succeeded.incrementAndGet();
        }
        Runnable action = afterwards.get(ended.incrementAndGet());
        if (action != null) {
            action.run();
        }
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        String nanos = entry.getKeyValuePairs().get(FirstBody.ENTRY);
        if (nanos != null) {
            firstBody.compareAndSet(0, Long.parseLong(nanos));
        }
        String part = entry.getKeyValuePairs().get(BodyTime.ENTRY);
        if (part != null) {
            parts.add(millis(Long.parseLong(part)));
        }
    }

    int succeeded() {
        return succeeded.get();
    }

    int peak() {
        return peak.get();
    }

    long firstBody() {
        return firstBody.get();
    }

    /** Returns how long the measured parts of bodies took, in milliseconds; empty when no test measures one. */
    List<Double> parts() {
        return List.copyOf(parts);
    }

    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** Returns how long each test took from its start to the start of the next, in milliseconds; one thread only. */
    double[] intervals(int from, int to) {
        double[] found = new double[to - from];
        for (int at = from; at < to; at++) {
            found[at - from] = millis(starts.getOrDefault(at + 1, 0L) - starts.getOrDefault(at, 0L));
        }
        return found;
    }

    static double millis(long nanos) {
        return nanos / 1_000_000.0;
    }
}
