package io.leasehold.registry;

import java.time.Instant;
import org.apiguardian.api.API;

/** The answer to a wish for a provider job's mutex. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public sealed interface JobAnswer {

    /**
     * The mutex is the holder's.
     *
     * @param fencingToken grows by one each time that the mutex is taken
     */
    record Entered(long fencingToken) implements JobAnswer {}

    /** Somebody else has it. */
    record Busy(String profile, String run, String host, Instant since) implements JobAnswer {}

    /** The holder had it, and somebody else has had it since; or it has not the profile any more. */
    record Lost(String why) implements JobAnswer {}
}
