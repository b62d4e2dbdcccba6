package io.leasehold.registry;

import java.util.Arrays;
import java.util.Locale;
import org.apiguardian.api.API;

/** What the log of a profile can tell. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public enum EventType {
    LEASE_ACQUIRED,
    LEASE_HEARTBEAT,
    LEASE_EXTENDED,
    LEASE_RELEASE_REQUESTED,
    LEASE_RELEASED_CLEANLY,
    LEASE_MARKED_STALE,
    LEASE_RESUMED,
    LEASE_REVOKED,
    MUTATION_BEGUN,
    MUTATION_ENDED,
    HOLDER_NOTED,
    LOGIN_BEGUN,
    LOGIN_ENDED,
    LOGIN_DENIED,
    JOB_BEGUN,
    JOB_ENDED,
    INSPECTION_BEGUN,
    INSPECTION_LEFT_BLOCKED,
    PROFILE_CHANGED,
    PROFILE_REVIEW_REQUIRED,
    PROFILE_QUARANTINED,
    PROFILE_REVIEWED,
    PROFILE_RETURNED_TO_POOL,
    PROFILE_DISABLED,
    PROFILE_ENABLED;

    /** Returns the event's name in records: lower case, with underscores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the event of a name in records. */
    public static EventType of(String code) {
        return Arrays.stream(values())
                .filter(type -> type.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + code + "' is no event of the registry."));
    }
}
