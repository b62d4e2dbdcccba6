package io.leasehold.registry;

import static io.leasehold.registry.ProfileState.AVAILABLE;
import static io.leasehold.registry.ProfileState.DISABLED;
import static io.leasehold.registry.ProfileState.LEASED;
import static io.leasehold.registry.ProfileState.QUARANTINED;
import static io.leasehold.registry.ProfileState.REVIEW_REQUIRED;
import static io.leasehold.registry.ProfileState.STALE;

import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The transition table: what may happen to a profile, in which states, and what it is at afterwards. The one place that
 * knows it; the database's own check and the documents are made from it or compared with it.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public enum Move {
    /** A checkout takes the profile. */
    ACQUIRE(EventType.LEASE_ACQUIRED, Set.of(AVAILABLE), LEASED),
    /** The holder gives it back, and all that happened is explained. */
    RETURN(EventType.LEASE_RELEASED_CLEANLY, Set.of(LEASED), AVAILABLE),
    /** The holder gives it back after something that a person has to look at. */
    RETURN_FOR_REVIEW(EventType.PROFILE_REVIEW_REQUIRED, Set.of(LEASED), REVIEW_REQUIRED),
    /** The holder gives it back with a change whose outcome is unknown, or as another account than expected. */
    RETURN_TO_QUARANTINE(EventType.PROFILE_QUARANTINED, Set.of(LEASED), QUARANTINED),
    /** The deadline passed, or the holder is known to be gone. */
    EXPIRE(EventType.LEASE_MARKED_STALE, Set.of(LEASED), STALE),
    /** The holder came back before anybody inspected or took the profile. */
    RESUME(EventType.LEASE_RESUMED, Set.of(STALE), LEASED),
    /** An inspection proved that nothing can have been left half done. */
    CLEAR(EventType.PROFILE_RETURNED_TO_POOL, Set.of(STALE), AVAILABLE),
    /** An inspection could not prove it. */
    REFER(EventType.PROFILE_REVIEW_REQUIRED, Set.of(STALE), REVIEW_REQUIRED),
    /** An inspection found a change that may be half done. */
    CONDEMN(EventType.PROFILE_QUARANTINED, Set.of(STALE), QUARANTINED),
    /** A person ends a lease or an inspection that nobody else will end. */
    REVOKE(EventType.LEASE_REVOKED, Set.of(LEASED, STALE), REVIEW_REQUIRED),
    /** A person has looked, and gives it back to the pool. */
    APPROVE(EventType.PROFILE_RETURNED_TO_POOL, Set.of(REVIEW_REQUIRED, QUARANTINED), AVAILABLE),
    /** A person puts it aside. */
    QUARANTINE(EventType.PROFILE_QUARANTINED, Set.of(AVAILABLE, REVIEW_REQUIRED), QUARANTINED),
    /** A person takes it out of use. */
    DISABLE(EventType.PROFILE_DISABLED, Set.of(AVAILABLE, REVIEW_REQUIRED, QUARANTINED), DISABLED),
    /** A person takes it into use again, which still needs a review. */
    ENABLE(EventType.PROFILE_ENABLED, Set.of(DISABLED), REVIEW_REQUIRED);

    private final EventType event;

    @SuppressWarnings("ImmutableEnumChecker") // Made by Set.of alone.
    private final Set<ProfileState> from;

    private final ProfileState to;

    Move(EventType event, Set<ProfileState> from, ProfileState to) {
        this.event = event;
        this.from = from;
        this.to = to;
    }

    /** Returns the event that is written with it. */
    public EventType event() {
        return event;
    }

    /** Returns the states in which it may happen. */
    public Set<ProfileState> from() {
        return from;
    }

    /** Returns the state that it leads to. */
    public ProfileState to() {
        return to;
    }

    /** Returns what a state becomes, or nothing where the move is illegal. */
    public Optional<ProfileState> from(ProfileState state) {
        return from.contains(state) ? Optional.of(to) : Optional.empty();
    }

    /** Tells whether it is the end of a lease. */
    public boolean endsLease() {
        return switch (this) {
            case RETURN, RETURN_FOR_REVIEW, RETURN_TO_QUARANTINE, CLEAR, REFER, CONDEMN, REVOKE -> true;
            case ACQUIRE, EXPIRE, RESUME, APPROVE, QUARANTINE, DISABLE, ENABLE -> false;
        };
    }
}
