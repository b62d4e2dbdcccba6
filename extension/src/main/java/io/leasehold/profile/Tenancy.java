package io.leasehold.profile;

import java.time.Duration;
import java.util.List;

/**
 * How a profile is checked out: what an inspection may do with it, how long a lease lasts without renewal, for which tasks
 * it is given out, and how often its account may be signed in.
 *
 * @param allowedTasks none for any
 */
record Tenancy(ReleasePolicy releasePolicy, Duration ttl, List<String> allowedTasks, LoginBudget loginBudget) {

    /** Copies the list. */
    Tenancy {
        allowedTasks = List.copyOf(allowedTasks);
    }

    Tenancy forSeats(int seats) {
        return new Tenancy(releasePolicy, ttl, allowedTasks, loginBudget.forSeats(seats));
    }
}
