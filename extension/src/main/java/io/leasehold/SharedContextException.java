package io.leasehold;

import org.apiguardian.api.API;

/**
 * Tells that a test tried to close or change what other tests use too. Nothing was closed or changed.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class SharedContextException extends LeaseholdException {

    private static final long serialVersionUID = 1L;

    private final String call;

    /** Creates the error for a refused call. */
    public SharedContextException(String call, String message) {
        super(message, null);
        this.call = call;
    }

    /** Returns the refused call as the protocol names it, such as {@code BrowserContext.close}. */
    public String call() {
        return call;
    }
}
