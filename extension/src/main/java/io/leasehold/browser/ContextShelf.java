package io.leasehold.browser;

import io.leasehold.LeaseLostException;
import io.leasehold.ProfileId;
import io.leasehold.profile.Profile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of a run by profile, and who pins them. A context is opened once for all that ask at the same time, and
 * is replaced when it is gone or retired. Nothing but an explicit end closes one that is pinned and usable. Thread-safe.
 *
 * <p>The decisions are {@link ShelfState}'s; here is what waits: opening, closing, and waiting for either.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class ContextShelf<C extends ShelvedContext> implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");

    /** Opens a context that tests may use at once, from a saved login state where there is one. */
    @FunctionalInterface
    public interface Opener<C extends ShelvedContext> {
        C open(Profile profile, Optional<String> savedState);
    }

    private final Opener<C> opener;
    private final ShelfSettings settings;
    private final ShelfState<C> state;

    public ContextShelf(Opener<C> opener, ShelfSettings settings) {
        this.opener = opener;
        this.settings = settings;
        this.state = new ShelfState<>(settings.maxOpenContexts(), settings.nanoTime());
    }

    /**
     * Pins a profile's context, and opens it when it is not open.
     *
     * @throws io.leasehold.LeaseholdException what the opener threw, for all that waited for it
     */
    public ContextPin<C> pin(Profile profile) {
        while (true) {
            ShelfState.Admission<C> admission = state.admit(ShelfTerms.of(profile), this::release);
            close(admission.closable());
            if (admission.first()) {
                open(profile, admission);
            }
            if (awaited(admission)) {
                return admission.pin();
            }
        }
    }

    private void open(Profile profile, ShelfState.Admission<C> admission) {
        ShelfPlace<C> place = admission.pin().place();
        C context;
        try {
            awaitPredecessors(place, admission.after());
            context = opener.open(profile, state.savedState(profile.id()));
        } catch (Throwable e) {
            state.failed(place, e, Thread.currentThread().isInterrupted());
            return;
        }
        close(state.opened(place, context));
    }

    /** Waits for folder and room; the limit is no reason to fail a test, a folder that two browsers cannot share is. */
    private void awaitPredecessors(ShelfPlace<C> place, List<ShelfPlace<C>> predecessors) {
        try {
            awaitGone(predecessors);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeaseLostException("Interrupted while waiting for another browser context to close.", e);
        }
        if (place.terms().oneFolder() && predecessors.stream().anyMatch(other -> isInTheWay(place, other))) {
            throw new LeaseLostException(
                    "The kept session of profile '" + place.profile().value() + "' is still in use: its last browser"
                            + " did not end within " + settings.closeLimit().toSeconds() + " s.",
                    null);
        }
    }

    private boolean isInTheWay(ShelfPlace<C> place, ShelfPlace<C> other) {
        return other.profile().equals(place.profile()) && other.gone().getCount() > 0;
    }

    private void awaitGone(List<ShelfPlace<C>> places) throws InterruptedException {
        long deadline = System.nanoTime() + settings.closeLimit().toNanos();
        for (ShelfPlace<C> place : places) {
            place.gone().await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    /** Returns false when another thread opened it and was interrupted: that is the other's end, not this one's. */
    private boolean awaited(ShelfState.Admission<C> admission) {
        Opening<C> opening = admission.pin().place().opening();
        try {
            opening.await();
            return true;
        } catch (RuntimeException | Error e) {
            admission.pin().release();
            if (!admission.first() && opening.wasInterrupted()) {
                return false;
            }
            throw e;
        }
    }

    private boolean release(ContextPin<C> pin) {
        ShelfState.Return<C> given = state.release(pin);
        close(given.closable());
        return given.counted();
    }

    /**
     * Gives no new lease of the context as it is: it closes when nobody pins it, and the next pin opens another. One
     * whose folder is kept has no successor before that, so it is shared on until then.
     */
    public void retire(C context) {
        close(state.retire(context));
    }

    /** Retires what is idle for too long or too old; to be called now and then. */
    public void sweep() {
        close(state.sweep());
    }

    /** Changes how many contexts may be open, and closes those that are too many and not in use. */
    public void maxOpenContexts(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("At least one context must be allowed to be open.");
        }
        close(state.limit(most));
    }

    /** Ends a profile's context at any count; its holders are told by whom. */
    public void end(ProfileId profile, String by) {
        close(state.end(profile, by));
    }

    /** Returns how many pins a profile's contexts have. */
    public int pins(ProfileId profile) {
        return state.pins(profile);
    }

    ShelfState<C> state() {
        return state;
    }

    private void close(List<ShelfPlace<C>> claimed) {
        for (ShelfPlace<C> place : claimed) {
            C context = claimedContext(place);
            place.endedBy().ifPresent(context::endedBy);
            hand(place, context);
        }
    }

    private void hand(ShelfPlace<C> place, C context) {
        try {
            settings.closers().execute(() -> close(place, context));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // No thread to be had: late is better than never.
            close(place, context);
        }
    }

    private C claimedContext(ShelfPlace<C> place) {
        @Nullable C context = place.context();
        if (context == null) {
            throw new IllegalStateException("Nothing to close: " + place);
        }
        return context;
    }

    private void close(ShelfPlace<C> place, C context) {
        try {
            context.close();
        } catch (RuntimeException | Error e) {
            // The message may quote what belongs to nobody's log.
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "Leasehold: profile=" + place.profile().value() + ": its context did not close cleanly: "
                            + e.getClass().getName());
        } finally {
            close(state.closed(place));
        }
    }

    /** Ends all contexts, at any count, and waits until they are closed, but not longer than the limit. Idempotent. */
    @Override
    public void close() {
        close(state.endAll("the end of the run"));
        boolean interrupted = false;
        long deadline = System.nanoTime() + settings.closeLimit().toNanos();
        for (ShelfPlace<C> place : state.all()) {
            interrupted |= awaitInSpiteOfInterrupts(place, deadline);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean awaitInSpiteOfInterrupts(ShelfPlace<?> place, long deadline) {
        boolean interrupted = false;
        while (true) {
            try {
                boolean gone = place.gone().await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (!gone) {
                    LOGGER.log(
                            System.Logger.Level.WARNING,
                            "Leasehold: profile=" + place.profile().value() + ": its context did not close in time.");
                }
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
