package io.leasehold.browser;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;

/**
 * The threads of a run that do what no test may wait for: closing, and looking whether browsers still answer. All are
 * daemons. Thread-safe; the suite closes it last.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Housekeeping implements AutoCloseable {

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

    private final ExecutorService closers = Executors.newCachedThreadPool(named("leasehold-closer-"));
    private final ScheduledExecutorService watch = watch();

    private static ScheduledExecutorService watch() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, named("leasehold-watch-"));
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Returns what runs work that may wait for a browser. */
    public Executor closers() {
        return closers;
    }

    /**
     * Repeats something short on the one thread that watches.
     *
     * @return what stops it
     */
    public Runnable repeat(String what, Runnable look, Duration pause) {
        var repeated = watch.scheduleWithFixedDelay(
                () -> Careful.look(what, look), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return () -> repeated.cancel(false);
    }

    /** Ends the watching and waits, for some seconds, for what is being closed. */
    @Override
    public void close() {
        watch.shutdownNow();
        closers.shutdown();
        try {
            if (!closers.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                closers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closers.shutdownNow();
        }
    }
}
