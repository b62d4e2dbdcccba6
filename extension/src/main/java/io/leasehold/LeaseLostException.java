package io.leasehold;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Tells that a page lease is over: it was given back, or what it was a part of is gone.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class LeaseLostException extends LeaseholdException {

    private static final long serialVersionUID = 1L;

    /** Creates the error. */
    public LeaseLostException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
