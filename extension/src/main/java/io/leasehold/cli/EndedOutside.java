package io.leasehold.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets a command that holds a profile end well when the JVM is told to end: it gives the profile back first. */
final class EndedOutside implements AutoCloseable {

    private static final Duration END_LIMIT = Duration.ofSeconds(20);

    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * Does work that can be stopped from outside.
     *
     * @param stop asks the work to end
     */
    <T> T watch(Runnable stop, Supplier<T> work) {
        Thread hook = new Thread(() -> end(stop), "leasehold-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.get();
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM is ending: the hook waits for the rest of this.
            }
        }
    }

    private void end(Runnable stop) {
        stop.run();
        try {
            // The JVM halts when its hooks are through.
            ended.await(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells that all is given back. */
    @Override
    public void close() {
        ended.countDown();
    }
}
