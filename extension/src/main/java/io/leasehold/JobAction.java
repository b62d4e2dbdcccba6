package io.leasehold;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a provider job does and returns. For implementors, as a lambda.
 *
 * @param <T> what it returns
 * @param <E> what it may throw
 * @since 0.1.0
 */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface JobAction<T extends @Nullable Object, E extends Exception> {

    /**
     * Does it.
     *
     * @param job the right to do it, with its fencing token
     */
    T run(HeldJob job) throws E;
}
