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
final class Opening {

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable HostedContext context;
    private volatile @Nullable Throwable failure;

    void succeeded(HostedContext opened) {
        context = opened;
        ended.countDown();
    }

    void failed(Throwable why) {
        failure = why;
        ended.countDown();
    }

    /** Returns the context if it is open by now. */
    @Nullable
    HostedContext context() {
        return context;
    }

    /**
     * Waits until it is open.
     *
     * @throws RuntimeException what opening it threw
     */
    HostedContext await() {
        HostedContext open = context;
        if (open != null) {
            return open;
        }
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeaseLostException("Interrupted while waiting for the browser context to open.", e);
        }
        open = context;
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
}
