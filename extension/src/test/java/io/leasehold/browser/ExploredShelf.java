package io.leasehold.browser;

import io.leasehold.ProfileId;
import io.leasehold.profile.Retirement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of a shelf as operations of three threads, for an explorer of interleavings. Each operation is one
 * decision; what a thread got by it, only this thread uses. The last profile keeps its session.
 */
@Param(name = "profile", gen = IntGen.class, conf = "0:2")
@Param(name = "most", gen = IntGen.class, conf = "1:2")
@Param(name = "me", gen = ThreadIdGen.class)
public final class ExploredShelf {

    private static final List<ShelfTerms> TERMS = List.of(
            new ShelfTerms(
                    new ProfileId("a"), false, new Retirement(Optional.empty(), Optional.empty(), Optional.of(3))),
            new ShelfTerms(
                    new ProfileId("b"),
                    false,
                    new Retirement(Optional.of(Duration.ofSeconds(1)), Optional.empty(), Optional.empty())),
            new ShelfTerms(
                    new ProfileId("k"),
                    true,
                    new Retirement(Optional.empty(), Optional.of(Duration.ofSeconds(2)), Optional.of(2))));

    private final AtomicLong now = new AtomicLong();
    private final ShelfState<Room> state = new ShelfState<>(OptionalInt.of(2), now::get);
    private final List<Desk> desks =
            IntStream.range(0, 5).mapToObj(thread -> new Desk()).toList();
    private volatile int most = 2;

    /** The least that can stand on a shelf. */
    private static final class Room implements ShelvedContext {
        private volatile boolean lost;
        private final AtomicInteger closes = new AtomicInteger();

        void lose() {
            lost = true;
        }

        @Override
        public boolean isUsable() {
            return !lost;
        }

        @Override
        public Optional<String> savedState() {
            return Optional.empty();
        }

        @Override
        public void endedBy(String by) {}

        @Override
        public void close() {
            if (closes.incrementAndGet() != 1) {
                throw new IllegalStateException("Closed twice.");
            }
        }
    }

    /** What one thread has in hand. */
    private static final class Desk {
        private final Deque<ContextPin<Room>> pins = new ArrayDeque<>();
        private final Deque<ShelfState.Admission<Room>> toOpen = new ArrayDeque<>();
        private final Deque<ShelfPlace<Room>> toClose = new ArrayDeque<>();
        private @Nullable ContextPin<Room> released;

        String take(List<ShelfPlace<Room>> closable) {
            toClose.addAll(closable);
            return named(closable);
        }
    }

    private static String named(List<ShelfPlace<Room>> places) {
        return String.join(
                ",",
                places.stream()
                        .map(place -> place.profile().value() + place.generation())
                        .toList());
    }

    @Operation
    public String pin(@Param(name = "profile") int profile, @Param(name = "me") int me) {
        ShelfState.Admission<Room> admission = state.admit(TERMS.get(profile), pin -> false);
        desks.get(me).pins.push(admission.pin());
        if (admission.first()) {
            desks.get(me).toOpen.add(admission);
        }
        return named(List.of(admission.pin().place())) + (admission.first() ? " first" : "") + " after "
                + named(admission.after()) + " closes " + desks.get(me).take(admission.closable());
    }

    @Operation
    public String opened(@Param(name = "me") int me) {
        ShelfState.Admission<Room> next = desks.get(me).toOpen.peek();
        if (next == null) {
            return "nothing to open";
        }
        if (next.after().stream().anyMatch(place -> place.gone().getCount() > 0)) {
            return "waits";
        }
        desks.get(me).toOpen.remove();
        ShelfPlace<Room> place = next.pin().place();
        Room context = new Room();
        return "closes " + desks.get(me).take(state.opened(place, context));
    }

    @Operation
    public String failed(@Param(name = "me") int me) {
        ShelfState.Admission<Room> next = desks.get(me).toOpen.poll();
        if (next != null) {
            state.failed(next.pin().place(), new IllegalStateException("No."), false);
        }
        return next == null ? "nothing to open" : "failed";
    }

    @Operation
    public String release(@Param(name = "me") int me) {
        ContextPin<Room> pin = desks.get(me).pins.poll();
        desks.get(me).released = pin == null ? desks.get(me).released : pin;
        return pin == null ? "no pin" : returned(me, pin);
    }

    @Operation
    public String releaseAgain(@Param(name = "me") int me) {
        ContextPin<Room> pin = desks.get(me).released;
        if (pin != null && returned(me, pin).startsWith("true")) {
            throw new IllegalStateException("The second release counted.");
        }
        return "nothing";
    }

    private String returned(int me, ContextPin<Room> pin) {
        ShelfState.Return<Room> given = state.release(pin);
        return given.counted() + " closes " + desks.get(me).take(given.closable());
    }

    @Operation
    public String retire(@Param(name = "me") int me) {
        return context(me)
                .map(context -> "closes " + desks.get(me).take(state.retire(context)))
                .orElse("no context");
    }

    @Operation
    public void lose(@Param(name = "me") int me) {
        context(me).ifPresent(Room::lose);
    }

    /** Returns the context that the thread pinned last and opened itself, so that no other thread's step shows. */
    private Optional<Room> context(int me) {
        return Stream.ofNullable(desks.get(me).pins.peek())
                .map(ContextPin::place)
                .filter(place -> desks.get(me).toOpen.stream()
                        .noneMatch(next -> next.pin().place() == place))
                .flatMap(place -> Stream.ofNullable(place.context()))
                .findFirst();
    }

    @Operation
    public String closed(@Param(name = "me") int me) {
        ShelfPlace<Room> place = desks.get(me).toClose.poll();
        if (place == null) {
            return "nothing to close";
        }
        Room context = place.context();
        if (context == null || place.phase() != ContextPhase.CLOSING) {
            throw new IllegalStateException("Not to be closed: " + place);
        }
        context.close();
        return "closes " + desks.get(me).take(state.closed(place));
    }

    @Operation
    public String end(@Param(name = "profile") int profile, @Param(name = "me") int me) {
        return "closes " + desks.get(me).take(state.end(TERMS.get(profile).profile(), "thread " + me));
    }

    @Operation
    public String sweep(@Param(name = "me") int me) {
        return "closes " + desks.get(me).take(state.sweep());
    }

    @Operation
    public void second() {
        now.addAndGet(1_000_000_000L);
    }

    @Operation
    public int pins(@Param(name = "profile") int profile) {
        return state.pins(TERMS.get(profile).profile());
    }

    /** One thread only, so that the law below knows the limit. */
    @Operation(nonParallelGroup = "limit")
    public String limit(@Param(name = "most") int limit, @Param(name = "me") int me) {
        most = limit;
        return "closes " + desks.get(me).take(state.limit(limit));
    }

    @Validate
    public void laws() {
        ShelfLaws.check(state, most);
        for (Desk desk : desks) {
            for (ShelfPlace<Room> place : desk.toClose) {
                if (place.phase() != ContextPhase.CLOSING) {
                    throw new IllegalStateException("Claimed by two: " + place);
                }
            }
        }
    }
}
