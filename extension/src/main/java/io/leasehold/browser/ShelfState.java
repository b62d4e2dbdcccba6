package io.leasehold.browser;

import io.leasehold.LeaseLostException;
import io.leasehold.ProfileId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * All decisions of the shelf, each in one critical section that waits for nothing. What is to be closed is returned to
 * the caller, who is then the only one to close it. Thread-safe.
 *
 * <p>A place is on the shelf (opening or open) or on its way out (retiring or closing), never both. Only a place on the
 * shelf is pinned.
 */
final class ShelfState<C extends ShelvedContext> {

    private final LongSupplier nanoTime;
    private final Map<ProfileId, ShelfPlace<C>> shelf = new LinkedHashMap<>();
    private final Set<ShelfPlace<C>> leaving = new LinkedHashSet<>();
    private final Map<ProfileId, String> savedStates = new HashMap<>();
    private OptionalInt most;
    private boolean ended;
    private long generations;
    private long ticks;

    ShelfState(OptionalInt most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /**
     * What came of asking for a context.
     *
     * @param first whether the caller is the one who opens it
     * @param after what must be closed before it is opened
     * @param closable what the caller closes
     */
    record Admission<C extends ShelvedContext>(
            ContextPin<C> pin, boolean first, List<ShelfPlace<C>> after, List<ShelfPlace<C>> closable) {}

    /**
     * What came of giving a pin back.
     *
     * @param counted whether this was the first time
     */
    record Return<C extends ShelvedContext>(boolean counted, List<ShelfPlace<C>> closable) {}

    /** Pins a profile's context, or a place for one that the caller is to open. */
    synchronized Admission<C> admit(ShelfTerms terms, Predicate<ContextPin<C>> giveBack) {
        if (ended) {
            throw new LeaseLostException(
                    "No page of profile '" + terms.profile().value() + "': the run is ending.", null);
        }
        List<ShelfPlace<C>> closable = new ArrayList<>();
        ShelfPlace<C> known = shelf.get(terms.profile());
        if (known != null) {
            dismissUnfit(known, closable);
        }
        boolean first = !shelf.containsKey(terms.profile());
        ShelfPlace<C> place = shelf.computeIfAbsent(terms.profile(), profile -> new ShelfPlace<>(terms, ++generations));
        ContextPin<C> pin = new ContextPin<>(place, giveBack);
        place.add(pin, ++ticks);
        evict(closable);
        return new Admission<>(pin, first, first ? predecessors(place) : List.of(), closable);
    }

    /** Takes what must not be handed out again off the shelf. */
    private void dismissUnfit(ShelfPlace<C> place, List<ShelfPlace<C>> closable) {
        if (place.isLost()) {
            // Its holders have lost it already.
            claim(place, closable);
        } else if (place.phase() == ContextPhase.OPEN && place.isDue(nanoTime.getAsLong())) {
            retire(place, closable);
        }
    }

    /** One that shares its folder with its successor stays while it is pinned: there can be no swap. */
    private void retire(ShelfPlace<C> place, List<ShelfPlace<C>> closable) {
        if (place.isIdle()) {
            claim(place, closable);
        } else if (!place.terms().oneFolder()) {
            takeDown(place);
            place.move(ContextPhase.RETIRING);
        }
    }

    private void claim(ShelfPlace<C> place, List<ShelfPlace<C>> closable) {
        takeDown(place);
        place.move(ContextPhase.CLOSING);
        place.revokeAll();
        closable.add(place);
    }

    private void takeDown(ShelfPlace<C> place) {
        if (shelf.remove(place.profile(), place)) {
            leaving.add(place);
            place.savedState().ifPresent(state -> savedStates.put(place.profile(), state));
        }
    }

    /** Claims the least recently used idle contexts, one by one, until the limit holds or all that are left are used. */
    private void evict(List<ShelfPlace<C>> closable) {
        while (most.isPresent() && staying() > most.getAsInt()) {
            Optional<ShelfPlace<C>> oldest =
                    shelf.values().stream().filter(ShelfPlace::isIdle).min(Comparator.comparingLong(ShelfPlace::used));
            if (oldest.isEmpty()) {
                return;
            }
            claim(oldest.get(), closable);
        }
    }

    /** What is closing makes room by itself, so it is no reason to evict more. */
    private long staying() {
        return shelf.size()
                + leaving.stream()
                        .filter(place -> place.phase() != ContextPhase.CLOSING)
                        .count();
    }

    /** What has to be closed before a new context opens: for its folder, or so that the limit holds for browsers too. */
    private List<ShelfPlace<C>> predecessors(ShelfPlace<C> place) {
        int excess = most.isPresent() ? shelf.size() + leaving.size() - most.getAsInt() : 0;
        List<ShelfPlace<C>> found = new ArrayList<>();
        for (ShelfPlace<C> other : leaving) {
            boolean sameFolder = place.terms().oneFolder() && other.profile().equals(place.profile());
            if (sameFolder || (excess > 0 && other.phase() == ContextPhase.CLOSING)) {
                found.add(other);
                excess--;
            }
        }
        return found;
    }

    synchronized Optional<String> savedState(ProfileId profile) {
        return Optional.ofNullable(savedStates.get(profile));
    }

    /** Puts a context that was opened into its place; if the place was ended meanwhile, the caller closes it. */
    synchronized List<ShelfPlace<C>> opened(ShelfPlace<C> place, C context) {
        List<ShelfPlace<C>> closable = new ArrayList<>();
        place.opened(context, nanoTime.getAsLong());
        if (place.phase() == ContextPhase.OPENING) {
            place.move(ContextPhase.OPEN);
            place.opening().succeeded(context);
        } else {
            claim(place, closable);
            place.opening().failed(endedWhileOpening(place), false);
        }
        evict(closable);
        return closable;
    }

    private LeaseLostException endedWhileOpening(ShelfPlace<C> place) {
        return new LeaseLostException(
                "No page of profile '" + place.profile().value() + "': its context was ended by "
                        + place.endedBy().orElse("its provider") + " while it was being opened.",
                null);
    }

    /** Gives up a place whose context did not open; all its pins are given back with it. */
    synchronized void failed(ShelfPlace<C> place, Throwable why, boolean byInterrupt) {
        shelf.remove(place.profile(), place);
        leaving.remove(place);
        place.revokeAll();
        place.move(ContextPhase.CLOSED);
        place.opening().failed(why, byInterrupt);
    }

    synchronized Return<C> release(ContextPin<C> pin) {
        List<ShelfPlace<C>> closable = new ArrayList<>();
        ShelfPlace<C> place = pin.place();
        if (!place.remove(pin, ticks + 1, nanoTime.getAsLong())) {
            return new Return<>(false, closable);
        }
        ticks++;
        if (place.pins() == 0 && isOver(place)) {
            claim(place, closable);
        }
        evict(closable);
        return new Return<>(true, closable);
    }

    private boolean isOver(ShelfPlace<C> place) {
        return place.phase() == ContextPhase.RETIRING
                || (place.phase() == ContextPhase.OPEN && (place.isLost() || place.isDue(nanoTime.getAsLong())));
    }

    /** Gives no new pin of a context, as far as its folder allows; it closes when nobody pins it. */
    synchronized List<ShelfPlace<C>> retire(C context) {
        List<ShelfPlace<C>> closable = new ArrayList<>();
        for (ShelfPlace<C> place : List.copyOf(shelf.values())) {
            if (place.holds(context)) {
                place.makeDue();
                retire(place, closable);
            }
        }
        return closable;
    }

    /** Claims what is idle for too long, and what is due or lost and not in use. */
    synchronized List<ShelfPlace<C>> sweep() {
        List<ShelfPlace<C>> closable = new ArrayList<>();
        long now = nanoTime.getAsLong();
        for (ShelfPlace<C> place : List.copyOf(shelf.values())) {
            if (place.isIdleTooLong(now) || (place.isIdle() && place.isLost())) {
                claim(place, closable);
            } else if (place.phase() == ContextPhase.OPEN && place.isDue(now)) {
                retire(place, closable);
            }
        }
        return closable;
    }

    /** Claims all of a profile at any count; what is still opening is closed by who opens it. */
    synchronized List<ShelfPlace<C>> end(ProfileId profile, String by) {
        List<ShelfPlace<C>> closable = new ArrayList<>();
        for (ShelfPlace<C> place : all()) {
            if (place.profile().equals(profile)) {
                end(place, by, closable);
            }
        }
        return closable;
    }

    private void end(ShelfPlace<C> place, String by, List<ShelfPlace<C>> closable) {
        if (place.phase() == ContextPhase.OPENING) {
            place.end(by);
            takeDown(place);
            place.move(ContextPhase.RETIRING);
            place.revokeAll();
        } else if (place.context() != null && place.phase() != ContextPhase.CLOSING) {
            place.end(by);
            claim(place, closable);
        }
    }

    /** Claims everything at any count; nothing is pinned after this. */
    synchronized List<ShelfPlace<C>> endAll(String by) {
        ended = true;
        List<ShelfPlace<C>> closable = new ArrayList<>();
        all().forEach(place -> end(place, by, closable));
        return closable;
    }

    /** Notes that a claimed context is closed. */
    synchronized List<ShelfPlace<C>> closed(ShelfPlace<C> place) {
        List<ShelfPlace<C>> closable = new ArrayList<>();
        leaving.remove(place);
        place.move(ContextPhase.CLOSED);
        evict(closable);
        return closable;
    }

    synchronized List<ShelfPlace<C>> limit(int maxOpenContexts) {
        List<ShelfPlace<C>> closable = new ArrayList<>();
        most = OptionalInt.of(maxOpenContexts);
        evict(closable);
        return closable;
    }

    /** Returns all that is not closed: on the shelf first, then on its way out. */
    synchronized List<ShelfPlace<C>> all() {
        List<ShelfPlace<C>> all = new ArrayList<>(shelf.values());
        all.addAll(leaving);
        return all;
    }

    synchronized int pins(ProfileId profile) {
        return all().stream()
                .filter(place -> place.profile().equals(profile))
                .mapToInt(ShelfPlace::pins)
                .sum();
    }
}
