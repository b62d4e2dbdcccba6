package io.leasehold.profile;

import java.time.Duration;
import java.util.List;

/**
 * How a profile is checked out: what an inspection may do with it, how long a lease lasts without renewal, and for which
 * tasks it is given out.
 *
 * @param allowedTasks none for any
 */
record Tenancy(ReleasePolicy releasePolicy, Duration ttl, List<String> allowedTasks) {

    /** Copies the list. */
    Tenancy {
        allowedTasks = List.copyOf(allowedTasks);
    }
}
