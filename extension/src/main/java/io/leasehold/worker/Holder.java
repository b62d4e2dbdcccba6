package io.leasehold.worker;

import io.leasehold.Access;
import io.leasehold.ProfileId;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Who uses a worker for the time being: one test or one test class with all its leases of a profile. Compared by
 * identity.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public interface Holder {

    /** Returns the profile of its leases. */
    ProfileId profile();

    /** Returns how it shares the context. */
    Access access();

    /** Names its leases and its test, for messages: {@code lease=… test=…}. */
    String describe();

    /** Returns why its connection to the browser ended, if somebody else ended it. */
    Optional<String> explanation();

    /** Called once, before the first context-wide change of an EXCLUSIVE lease is let through. */
    void beforeContextChange();

    /** Called when a call was refused. */
    void refused(String call);

    /** Called when the holder itself closed the context, where the way of connecting cannot refuse it. */
    void closedContext();
}
