package io.leasehold.browser;

import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * A token that keeps one incarnation of a profile's context open. Given back once; a second time does nothing, and
 * neither does giving it back when the context was ended meanwhile. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class ContextPin<C extends ShelvedContext> {

    private final Predicate<ContextPin<C>> giveBack;
    private final ShelfPlace<C> place;

    ContextPin(ShelfPlace<C> place, Predicate<ContextPin<C>> giveBack) {
        this.giveBack = giveBack;
        this.place = place;
    }

    ShelfPlace<C> place() {
        return place;
    }

    /** Returns the pinned context. */
    public C context() {
        return place.opening().await();
    }

    /**
     * Gives the pin back.
     *
     * @return whether this call did: false when it was given back before, or its context was ended
     */
    public boolean release() {
        return giveBack.test(this);
    }
}
