package io.leasehold.browser;

import io.leasehold.LeaseLostException;
import io.leasehold.ProfileId;
import io.leasehold.profile.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The hosted contexts of a run by profile, and who pins them. A context is opened once for all that ask at the same
 * time, is replaced when it is gone or retired, and is closed by its last pin or with the shelf. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class ContextShelf implements AutoCloseable {

    /** Opens a context that tests may use at once, from a saved login state where there is one. */
    @FunctionalInterface
    public interface Opener {
        HostedContext open(Profile profile, Optional<String> savedState);
    }

    private final Opener opener;
    private final Map<ProfileId, Place> places = new HashMap<>();
    private final Set<Place> draining = new HashSet<>();
    private final Map<ProfileId, String> savedStates = new HashMap<>();
    private boolean closed;

    public ContextShelf(Opener opener) {
        this.opener = opener;
    }

    /** A context on the shelf, or one that is being opened; its fields are guarded by the shelf. */
    static final class Place {
        private final Set<ContextPin> pins = new HashSet<>();
        private final Opening opening = new Opening();

        HostedContext context() {
            return opening.await();
        }

        private @Nullable HostedContext opened() {
            return opening.context();
        }

        private boolean isGone() {
            HostedContext context = opened();
            return context != null && !context.isUsable();
        }
    }

    /**
     * Pins a profile's context, and opens it when it is not open.
     *
     * @throws io.leasehold.LeaseholdException what the opener threw, for all that waited for it
     */
    public ContextPin pin(Profile profile) {
        closeIfGone(profile.id());
        Place place;
        ContextPin pin;
        boolean first = false;
        synchronized (this) {
            if (closed) {
                throw new LeaseLostException(
                        "No page of profile '" + profile.id().value() + "': the run is ending.", null);
            }
            Place known = places.get(profile.id());
            if (known == null) {
                known = new Place();
                places.put(profile.id(), known);
                first = true;
            }
            place = known;
            pin = new ContextPin(this, place);
            place.pins.add(pin);
        }
        if (first) {
            open(profile, place);
        }
        return awaited(place, pin);
    }

    /** Lets a context go whose browser went away; its holders have lost it already, and its folder is free then. */
    private void closeIfGone(ProfileId profile) {
        HostedContext gone = null;
        synchronized (this) {
            Place known = places.get(profile);
            if (known != null && known.isGone()) {
                gone = known.opened();
                retirePlace(profile, known);
            }
        }
        if (gone != null) {
            gone.close();
        }
        closeDrained();
    }

    private void open(Profile profile, Place place) {
        Optional<String> state;
        synchronized (this) {
            state = Optional.ofNullable(savedStates.get(profile.id()));
        }
        try {
            HostedContext context = opener.open(profile, state);
            place.opening.succeeded(context);
            closeIfEnding(context);
        } catch (Throwable e) {
            synchronized (this) {
                places.remove(profile.id(), place);
            }
            place.opening.failed(e);
        }
    }

    /** A context that was still opening when the shelf was closed is closed by who opened it. */
    private void closeIfEnding(HostedContext context) {
        boolean ending;
        synchronized (this) {
            ending = closed;
        }
        if (ending) {
            context.close();
        }
    }

    private static ContextPin awaited(Place place, ContextPin pin) {
        try {
            place.opening.await();
            return pin;
        } catch (RuntimeException | Error e) {
            pin.release();
            throw e;
        }
    }

    void unpin(Place place, ContextPin pin) {
        synchronized (this) {
            place.pins.remove(pin);
        }
        closeDrained();
    }

    /** Gives no new lease of the context as it is: it closes at its last pin, and the next pin opens another. */
    public void retire(HostedContext context) {
        synchronized (this) {
            Place place = places.get(context.profile().id());
            if (place != null && place.opened() == context) {
                retirePlace(context.profile().id(), place);
            }
        }
        closeDrained();
    }

    private void retirePlace(ProfileId profile, Place place) {
        places.remove(profile);
        draining.add(place);
        HostedContext context = place.opened();
        if (context != null) {
            context.savedState().ifPresent(state -> savedStates.put(profile, state));
        }
    }

    private void closeDrained() {
        List<Place> closable = new ArrayList<>();
        synchronized (this) {
            for (Place place : draining) {
                if (place.pins.isEmpty()) {
                    closable.add(place);
                }
            }
            closable.forEach(draining::remove);
        }
        closable.forEach(place -> place.context().close());
    }

    /** Returns how many pins a profile's context has. */
    public synchronized int pins(ProfileId profile) {
        Place place = places.get(profile);
        return place == null ? 0 : place.pins.size();
    }

    /** Closes all contexts, at any count. */
    @Override
    public void close() {
        List<Place> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(places.values());
            all.addAll(draining);
            places.clear();
            draining.clear();
        }
        for (Place place : all) {
            HostedContext context = place.opened();
            if (context != null) {
                context.close();
            }
        }
    }
}
