package io.leasehold.browser;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs each closing on a daemon thread of its own, so that one browser that does not end delays no other. Closings are
 * few and take long, so no thread is kept for the next. Thread-safe.
 */
final class CloserThreads implements Executor {

    private final AtomicLong started = new AtomicLong();

    @Override
    public void execute(Runnable closing) {
        Thread thread = new Thread(closing, "leasehold-closer-" + started.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
    }
}
