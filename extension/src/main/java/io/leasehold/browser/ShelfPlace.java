package io.leasehold.browser;

import io.leasehold.ProfileId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation of a profile's context: from the moment somebody wants it until it is closed. Its {@link Opening} and
 * its end can be waited for by anybody; all else is guarded by the {@link ShelfState}.
 */
final class ShelfPlace<C extends ShelvedContext> {

    private final ShelfTerms terms;
    private final long generation;
    private final Opening<C> opening = new Opening<>();
    private final CountDownLatch gone = new CountDownLatch(1);
    private final Set<ContextPin<C>> pins = new HashSet<>();
    private ContextPhase phase = ContextPhase.OPENING;
    private @Nullable C context;
    private Optional<String> endedBy = Optional.empty();
    private boolean due;
    private int granted;
    private long used;
    private long openedAt;
    private long idleSince;

    ShelfPlace(ShelfTerms terms, long generation) {
        this.terms = terms;
        this.generation = generation;
    }

    ShelfTerms terms() {
        return terms;
    }

    ProfileId profile() {
        return terms.profile();
    }

    long generation() {
        return generation;
    }

    Opening<C> opening() {
        return opening;
    }

    /** Counted down when the context is closed, or was never opened. */
    CountDownLatch gone() {
        return gone;
    }

    ContextPhase phase() {
        return phase;
    }

    void move(ContextPhase following) {
        phase = phase.to(following);
        if (phase == ContextPhase.CLOSED) {
            gone.countDown();
        }
    }

    @Nullable
    C context() {
        return context;
    }

    void opened(C made, long now) {
        context = made;
        openedAt = now;
        idleSince = now;
    }

    boolean holds(ShelvedContext other) {
        return context == other;
    }

    /** Tells whether its context went away without the shelf. */
    boolean isLost() {
        C made = context;
        return phase == ContextPhase.OPEN && made != null && !made.isUsable();
    }

    Optional<String> savedState() {
        C made = context;
        return made == null ? Optional.empty() : made.savedState();
    }

    Optional<String> endedBy() {
        return endedBy;
    }

    void end(String by) {
        endedBy = Optional.of(by);
    }

    void add(ContextPin<C> pin, long tick) {
        pins.add(pin);
        granted++;
        used = tick;
    }

    /** Takes a token back; one that is not there changes nothing. */
    boolean remove(ContextPin<C> pin, long tick, long now) {
        if (!pins.remove(pin)) {
            return false;
        }
        used = tick;
        idleSince = now;
        return true;
    }

    void revokeAll() {
        pins.clear();
    }

    int pins() {
        return pins.size();
    }

    boolean isIdle() {
        return phase == ContextPhase.OPEN && pins.isEmpty();
    }

    /** When it was pinned or given back last; higher is later. */
    long used() {
        return used;
    }

    void makeDue() {
        due = true;
    }

    /** Tells whether its time is over, pinned or not. */
    boolean isDue(long now) {
        return due
                || terms.retirement()
                        .age()
                        .filter(age -> now - openedAt >= age.toNanos())
                        .isPresent()
                || terms.retirement().leases().filter(most -> granted >= most).isPresent();
    }

    boolean isIdleTooLong(long now) {
        return isIdle()
                && terms.retirement()
                        .idle()
                        .filter(idle -> now - idleSince >= idle.toNanos())
                        .isPresent();
    }

    @Override
    public String toString() {
        return profile() + "#" + generation + " " + phase + " pins=" + pins.size();
    }
}
