package io.leasehold.browser;

import java.util.EnumSet;
import java.util.Set;

/** The life of a context on the shelf; a phase that is left never comes back. */
enum ContextPhase {
    /** One thread opens it; others may pin it and wait. */
    OPENING,
    /** Handed out. */
    OPEN,
    /** Handed out no more; it waits for its last pin, or for the end of its opening when it was ended before. */
    RETIRING,
    /** Claimed by the one who closes it. */
    CLOSING,
    /** Gone, or never opened. */
    CLOSED;

    /** The one table of what may follow what. */
    private Set<ContextPhase> next() {
        return switch (this) {
            case OPENING -> EnumSet.of(OPEN, RETIRING, CLOSED);
            case OPEN -> EnumSet.of(RETIRING, CLOSING);
            case RETIRING -> EnumSet.of(CLOSING, CLOSED);
            case CLOSING -> EnumSet.of(CLOSED);
            case CLOSED -> EnumSet.noneOf(ContextPhase.class);
        };
    }

    ContextPhase to(ContextPhase following) {
        if (!next().contains(following)) {
            throw new IllegalStateException("A context that is " + this + " cannot become " + following + ".");
        }
        return following;
    }
}
