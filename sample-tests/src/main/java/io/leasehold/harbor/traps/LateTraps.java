package io.leasehold.harbor.traps;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.router.JavalinDefaultRouting;
import io.leasehold.harbor.page.Form;
import io.leasehold.harbor.session.SessionGate;
import io.leasehold.harbor.traps.TrapView.Content;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Traps in which the server promises now and decides later. Thread-safe. */
final class LateTraps implements TrapFamily {
    static final Duration REFUSAL = Duration.ofMillis(1500);
    static final Duration ACCEPTANCE = Duration.ofSeconds(2);
    static final Duration LAG = Duration.ofMillis(1500);

    private final TrapRecords records;
    private final TrapView view;
    private final Clock clock;
    private final Map<TrapPlace, Promise> promises = new ConcurrentHashMap<>();

    LateTraps(TrapRecords records, TrapView view, Clock clock) {
        this.records = records;
        this.view = view;
        this.clock = clock;
    }

    /** A write that was taken, when it is decided, and the session that it came from. */
    private record Promise(String value, Instant due, String session) {}

    @Override
    public void add(JavalinDefaultRouting routing) {
        routing.get(TrapPlace.pattern(Trap.REFUSED_LATER, ""), this::refusedLater);
        routing.post(TrapPlace.pattern(Trap.REFUSED_LATER, ""), ctx -> promise(ctx, Trap.REFUSED_LATER, REFUSAL));
        routing.get(TrapPlace.pattern(Trap.ACCEPTED_LATE, ""), this::acceptedLate);
        routing.post(TrapPlace.pattern(Trap.ACCEPTED_LATE, ""), ctx -> promise(ctx, Trap.ACCEPTED_LATE, ACCEPTANCE));
        routing.get(TrapPlace.pattern(Trap.REPLICA, ""), this::replica);
        routing.post(TrapPlace.pattern(Trap.REPLICA, ""), ctx -> promise(ctx, Trap.REPLICA, LAG));
    }

    private void promise(Context ctx, Trap trap, Duration delay) {
        String session = SessionGate.signedIn(ctx).session().key();
        promises.put(
                TrapPlace.of(trap, ctx),
                new Promise(Form.field(ctx, TrapRecords.VALUE), clock.instant().plus(delay), session));
        ctx.status(HttpStatus.ACCEPTED).json(Map.of("accepted", true));
    }

    /** Shows what was promised until it is decided. */
    private void refusedLater(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.REFUSED_LATER, ctx);
        show(ctx, place, open(place).map(Promise::value).orElseGet(() -> records.value(place)));
    }

    /** Shows what was promised when it has come true. */
    private void acceptedLate(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.ACCEPTED_LATE, ctx);
        open(place);
        show(ctx, place, records.value(place));
    }

    /** Lets the writer's session read where it wrote, and everybody else at the replica. */
    private void replica(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.REPLICA, ctx);
        open(place);
        String session = SessionGate.signedIn(ctx).session().key();
        String value = Optional.ofNullable(promises.get(place))
                .filter(promise -> promise.session().equals(session))
                .map(Promise::value)
                .orElseGet(() -> records.value(place));
        show(ctx, place, value);
    }

    /** Returns the promise while it is not due; one that has become due is kept by an honest server. */
    private Optional<Promise> open(TrapPlace place) {
        Optional<Promise> promise = Optional.ofNullable(promises.get(place));
        Optional<Promise> due = promise.filter(found -> !clock.instant().isBefore(found.due()));
        due.filter(found -> place.honest() && promises.remove(place, found))
                .ifPresent(found -> records.write(place, found.value()));
        return due.isPresent() ? Optional.empty() : promise;
    }

    private void show(Context ctx, TrapPlace place, String value) {
        view.show(ctx, place, Content.of(TrapView.field(value), "trap-send.js"));
    }
}
