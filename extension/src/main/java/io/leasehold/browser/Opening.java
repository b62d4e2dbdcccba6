package io.leasehold.browser;

import io.leasehold.LeaseLostException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A context that one thread opens and others wait for. Thread-safe.
 *
 * <p>Waits on a latch: a thread of JUnit's pool that waits on a {@code CompletableFuture} makes the pool start another
 * one (junit-team/junit-framework 2273), and each would take a test more than was asked for.
 */
final class Opening<C> {

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable C context;
    private volatile @Nullable Throwable failure;
    private volatile boolean interrupted;

    void succeeded(C opened) {
        context = opened;
        ended.countDown();
    }

    void failed(Throwable why, boolean byInterrupt) {
        failure = why;
        interrupted = byInterrupt;
        ended.countDown();
    }

    /** Tells whether it failed only because the thread that opened it was interrupted, which is no fault of others. */
    boolean wasInterrupted() {
        return interrupted;
    }

    /**
     * Waits until it is open.
     *
     * @throws RuntimeException what opening it threw
     */
    C await() {
        if (ended.getCount() > 0) {
            awaitEnd();
        }
        C open = context;
        if (open != null) {
            return open;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw new LeaseLostException("The browser context was not opened.", failure);
    }

    private void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeaseLostException("Interrupted while waiting for the browser context to open.", e);
        }
    }
}
