package io.leasehold;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Root of everything that Leasehold throws on purpose.
 *
 * <p>Messages say what happened, why, what to do, and end with the ids; they never hold a secret.
 *
 * @since 0.1.0
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public abstract class LeaseholdException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened, why, and what to do
     * @param cause what led to it, if that may be shown
     */
    protected LeaseholdException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
