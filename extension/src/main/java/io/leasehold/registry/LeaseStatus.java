package io.leasehold.registry;

import java.util.Arrays;
import java.util.Locale;
import org.apiguardian.api.API;

/** How a lease stands. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public enum LeaseStatus {
    /** Its holder has the profile. */
    ACTIVE,
    /** Its deadline passed; nobody has settled it. */
    STALE,
    /** Given back, and explained. */
    RELEASED,
    /** Ended in a way that a person has to look at. */
    REVIEW_REQUIRED,
    /** Ended in a way that put the profile into quarantine. */
    QUARANTINED,
    /** Settled by an inspection that proved it harmless. */
    RECOVERED,
    /** Ended by a person. */
    REVOKED;

    /** Returns the status' name in records. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the status of a name in records. */
    public static LeaseStatus of(String code) {
        return Arrays.stream(values())
                .filter(status -> status.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + code + "' is no status of a lease."));
    }

    /** Tells whether nothing more can happen to the lease. */
    public boolean isOver() {
        return this != ACTIVE && this != STALE;
    }

    /** Returns what a lease is after a move. */
    public static LeaseStatus after(Move move) {
        return switch (move) {
            case RETURN -> RELEASED;
            case RETURN_FOR_REVIEW, REFER -> REVIEW_REQUIRED;
            case RETURN_TO_QUARANTINE, CONDEMN -> QUARANTINED;
            case CLEAR -> RECOVERED;
            case REVOKE -> REVOKED;
            case EXPIRE -> STALE;
            case ACQUIRE, RESUME -> ACTIVE;
            case APPROVE, QUARANTINE, DISABLE, ENABLE ->
                throw new IllegalArgumentException(move + " happens to a profile that has no lease.");
        };
    }
}
