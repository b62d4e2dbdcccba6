package io.leasehold;

import org.apiguardian.api.API;

/**
 * Says how a test shares the profile's browser context with other tests.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum Access {
    /**
     * Other tests hold tabs of the same context at the same time, so what all of them would see (cookies, permissions,
     * context routes, the clock …) cannot be changed.
     */
    SHARED,
    /**
     * No other test holds a tab of the profile in this JVM. Context-wide changes are allowed; the context is replaced,
     * from the login state before the first change, once the lease has been given back.
     */
    EXCLUSIVE
}
