package io.leasehold;

import org.apiguardian.api.API;

/**
 * The right to do a provider job, while it is done. For users; not meant to be implemented. Thread-safe.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface HeldJob {

    /** Names what nobody else does meanwhile, such as {@code profile/shop-admin/monthly-report}. */
    String mutex();

    /**
     * Returns a number that grows each time that the mutex is taken: whoever stores results can refuse those of a job that
     * lost it, by a number that is lower than one seen before.
     */
    long fencingToken();

    /**
     * Stops a job that has lost its mutex, or cannot be sure to have it, before it does something that must not be done
     * twice.
     *
     * @throws LeaseLostException with the reason
     */
    void requireHeld();
}
