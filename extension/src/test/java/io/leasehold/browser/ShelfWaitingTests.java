package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.LeaseLostException;
import io.leasehold.profile.Profile;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who waits for whom at the shelf, and how a wait ends. Requirement: L7, L8. */
final class ShelfWaitingTests {

    private static final Profile A = StubContext.profile("a", "");
    private static final Profile KEPT = StubContext.profile("k", "'session': 'kept'");

    private final CountDownLatch opening = new CountDownLatch(1);
    private final CountDownLatch mayOpen = new CountDownLatch(1);
    private final AtomicInteger opened = new AtomicInteger();
    private final Housekeeping housekeeping = new Housekeeping();
    private final ContextShelf<StubContext> shelf = new ContextShelf<>(
            this::slowly,
            new ShelfSettings(OptionalInt.empty(), Duration.ofSeconds(20), housekeeping.closers(), () -> 0));

    private StubContext slowly(Profile profile, Optional<String> state) {
        opened.incrementAndGet();
        opening.countDown();
        try {
            mayOpen.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeaseLostException("Interrupted.", e);
        }
        return new StubContext(profile, state);
    }

    private static Thread started(FutureTask<?> work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void awaitPins(int count) {
        while (shelf.pins(A.id()) != count) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aKeptSessionOpensAgainOnlyWhenItsLastBrowserIsClosed() {
        StubShelf stub = StubShelf.unlimited();
        ContextPin<StubContext> holder = stub.pin(KEPT);
        holder.context().lose();

        assertThatThrownBy(() -> stub.pin(KEPT))
                .isInstanceOf(LeaseLostException.class)
                .hasMessageStartingWith("The kept session of profile 'k' is still in use: its last browser did not");
        assertThat(stub.opened()).hasSize(1);
        assertThat(stub.shelf().pins(KEPT.id())).isZero();

        stub.runClosings();
        assertThat(stub.pin(KEPT).context().isUsable()).isTrue();
        assertThat(holder.context().closes()).isEqualTo(1);
    }

    @Test
    void aLimitThatDoesNotHoldInTimeFailsNobody() {
        StubShelf one = StubShelf.ofAtMost(1);
        one.use(A);

        assertThat(one.pin(KEPT).context().isUsable()).isTrue();
    }

    @Test
    void anInterruptedWaiterGivesItsPinBack() throws Exception {
        FutureTask<ContextPin<StubContext>> first = new FutureTask<>(() -> shelf.pin(A));
        started(first);
        assertThat(opening.await(10, TimeUnit.SECONDS)).isTrue();
        FutureTask<ContextPin<StubContext>> second = new FutureTask<>(() -> shelf.pin(A));
        Thread waiter = started(second);
        awaitPins(2);

        waiter.interrupt();

        assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(LeaseLostException.class);
        assertThat(shelf.pins(A.id())).isEqualTo(1);
        mayOpen.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS).release()).isTrue();
    }

    @Test
    void whoWaitsForAnInterruptedOpenerOpensItItself() throws Exception {
        FutureTask<ContextPin<StubContext>> first = new FutureTask<>(() -> shelf.pin(A));
        Thread opener = started(first);
        assertThat(opening.await(10, TimeUnit.SECONDS)).isTrue();
        FutureTask<ContextPin<StubContext>> second = new FutureTask<>(() -> shelf.pin(A));
        started(second);
        awaitPins(2);

        opener.interrupt();
        assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(LeaseLostException.class);
        mayOpen.countDown();

        assertThat(second.get(10, TimeUnit.SECONDS).context().isUsable()).isTrue();
        assertThat(opened).hasValue(2);
        assertThat(shelf.pins(A.id())).isEqualTo(1);
    }
}
