package io.leasehold;

import org.apiguardian.api.API;

/**
 * What a provider job does. For implementors, as a lambda.
 *
 * @param <E> what it may throw
 * @since 0.1.0
 */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface JobTask<E extends Exception> {

    /** Does it. */
    void run() throws E;
}
