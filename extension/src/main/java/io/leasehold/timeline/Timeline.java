package io.leasehold.timeline;

import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apiguardian.api.API;

/**
 * Writes down what happened when. Telling it something never waits for the disk and never throws: a thread of its own
 * redacts and writes, some ten milliseconds later, so a JVM that is killed loses the last few rows at most. Thread-safe;
 * the suite closes it.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Timeline implements EventSink, AutoCloseable {

    private static final int MOST_WAITING = 50_000;
    private static final Duration GATHER = Duration.ofMillis(20);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final Clock clock;
    private final long startNanos = System.nanoTime();
    private final RowWriter writer;
    private final Thread thread = new Thread(this::writeAll, "leasehold-timeline");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<Row> waiting = new ArrayList<>();
    private long rows;
    private boolean closed;

    private Timeline(OutputStream file, Clock clock, Redaction redaction) {
        this.clock = clock;
        this.writer = new RowWriter(file, redaction);
        this.thread.setDaemon(true);
    }

    /**
     * Starts a timeline.
     *
     * @param file where it is written; closed with the timeline
     */
    public static Timeline start(OutputStream file, Clock clock, Redaction redaction) {
        Timeline timeline = new Timeline(file, clock, redaction);
        timeline.thread.start();
        return timeline;
    }

    @Override
    public long tell(TimelineEvent event) {
        String name = Thread.currentThread().getName();
        lock.lock();
        try {
            if (closed) {
                return 0;
            }
            rows++;
            // When the disk does not keep up, rows are missing; their numbers show it.
            if (waiting.size() < MOST_WAITING) {
                waiting.add(new Row(rows, clock.instant(), System.nanoTime() - startNanos, name, event));
            }
            if (waiting.size() == 1) {
                changed.signal();
            }
            return rows;
        } finally {
            lock.unlock();
        }
    }

    private void writeAll() {
        for (List<Row> batch = next(); !batch.isEmpty(); batch = next()) {
            writer.write(batch);
        }
        writer.close();
    }

    /** Waits for rows, and a little for more of them; there are none only when it is closed. */
    private List<Row> next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            gather();
            List<Row> batch = waiting;
            waiting = new ArrayList<>();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void gather() {
        long left = GATHER.toNanos();
        try {
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // Nobody has a reason to; what is there is written at once.
        }
    }

    /** Writes what is left. Idempotent. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
