package io.leasehold.browser;

import com.microsoft.playwright.PlaywrightException;
import io.leasehold.LeaseLostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one thread that uses a host's Playwright objects. Others hand it work and wait. Thread-safe. */
final class HostThread {

    private final ScheduledThreadPoolExecutor executor;
    private final List<ScheduledFuture<?>> watches = new CopyOnWriteArrayList<>();

    HostThread(String name) {
        executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    /** Runs work there and waits for it, at most the given time. */
    <T> T call(Callable<T> work, Duration limit) {
        Future<T> result = executor.submit(work);
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new LeaseLostException("Interrupted while waiting for the shared browser's own thread.", e);
        } catch (TimeoutException e) {
            result.cancel(true);
            throw new PlaywrightException("The shared browser did not finish within " + limit.toSeconds() + " s.", e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    /** Runs work there if it can be done within the limit; else it is done later, or never. */
    void tryCall(Runnable work, Duration limit) {
        try {
            executor.submit(work).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
            // What it would have found out stays unknown.
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof RuntimeException unchecked) {
            return unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new PlaywrightException("Work on the shared browser failed.", cause);
    }

    /** Repeats work until the thread is stopped. */
    void repeat(Runnable work, Duration pause) {
        ScheduledFuture<?> watch = executor.scheduleWithFixedDelay(
                () -> Careful.look("Looking at a shared browser", work),
                pause.toMillis(),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
        watches.add(watch);
    }

    void stop() {
        watches.forEach(watch -> watch.cancel(false));
        executor.shutdownNow();
    }
}
