package io.leasehold.browser;

import io.leasehold.profile.Profile;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A shelf of contexts without browsers whose clock and closings are in the hands of the test. */
final class StubShelf {

    private final List<StubContext> opened = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> closings = new ConcurrentLinkedQueue<>();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final ContextShelf<StubContext> shelf;

    private StubShelf(OptionalInt most, Duration closeLimit) {
        shelf = new ContextShelf<>(this::open, new ShelfSettings(most, closeLimit, closings::add, now::get));
    }

    static StubShelf unlimited() {
        return new StubShelf(OptionalInt.empty(), Duration.ofMillis(50));
    }

    static StubShelf ofAtMost(int most) {
        return new StubShelf(OptionalInt.of(most), Duration.ofMillis(50));
    }

    private StubContext open(Profile profile, Optional<String> state) {
        StubContext context = new StubContext(profile, state);
        opened.add(context);
        return context;
    }

    ContextShelf<StubContext> shelf() {
        return shelf;
    }

    ContextPin<StubContext> pin(Profile profile) {
        return shelf.pin(profile);
    }

    /** Pins and releases at once, and returns the context. */
    StubContext use(Profile profile) {
        ContextPin<StubContext> pin = shelf.pin(profile);
        pin.release();
        return pin.context();
    }

    List<StubContext> opened() {
        return opened;
    }

    /** Moves the clock, which counts through the end of the numbers, as a real one may. */
    void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    /** Does what was handed to the closing threads, and returns how many contexts that closed. */
    int runClosings() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        for (Runnable next = closings.poll(); next != null; next = closings.poll()) {
            waiting.add(next);
        }
        waiting.forEach(Runnable::run);
        return waiting.size();
    }

    /** Returns the phases of all that is not closed, by profile and generation. */
    List<String> places() {
        return shelf.state().all().stream().map(ShelfPlace::toString).toList();
    }
}
