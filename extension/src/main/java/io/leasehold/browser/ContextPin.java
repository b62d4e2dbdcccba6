package io.leasehold.browser;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apiguardian.api.API;

/**
 * A token that keeps a context open. Given back once; a second time does nothing. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class ContextPin {

    private final ContextShelf shelf;
    private final ContextShelf.Place place;
    private final AtomicBoolean released = new AtomicBoolean();

    ContextPin(ContextShelf shelf, ContextShelf.Place place) {
        this.shelf = shelf;
        this.place = place;
    }

    /** Returns the pinned context. */
    public HostedContext context() {
        return place.context();
    }

    /** Gives the pin back; the first call counts. */
    public void release() {
        if (released.compareAndSet(false, true)) {
            shelf.unpin(place, this);
        }
    }
}
