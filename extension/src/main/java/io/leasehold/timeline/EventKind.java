package io.leasehold.timeline;

import java.util.Locale;
import org.apiguardian.api.API;

/** What a row of the timeline tells. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public enum EventKind {
    /** The run began: its id and its process. */
    RUN_STARTED,
    /** The run is over: how many leases it gave. */
    RUN_ENDED,
    /** A profile's shared context can be used. */
    CONTEXT_OPENED,
    /** A shared context ended before its time, as it was noticed. */
    CONTEXT_LOST,
    /** A shared context is closed: why, and by whom. */
    CONTEXT_CLOSED,
    /** A test may use a profile: how long it waited. */
    LEASE_ACQUIRED,
    /** A tab was opened for a lease, or by one. */
    PAGE_CREATED,
    /** The main frame of a leased tab shows another address. */
    NAVIGATION,
    /** A request of a leased tab was answered, or failed. */
    PROVIDER_REQUEST,
    /** A change began. */
    MUTATION_BEGUN,
    /** A change is over: with what result. */
    MUTATION_ENDED,
    /** A lease is given back. */
    CLEANUP_BEGUN,
    /** A lease was given back; what the browser does for it is not awaited. */
    CLEANUP_ENDED,
    /** A test failed, or a profile was refused. */
    FAILURE,
    /** Something looks as if the login had ended; the next lease looks. */
    SESSION_SUSPECTED,
    /** A look found that the login goes on. */
    SESSION_KEPT,
    /** A look found that the login has ended. */
    SESSION_LOST,
    /** The profile was signed in again. */
    SESSION_HEALED;

    /** Returns the word in the file. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
