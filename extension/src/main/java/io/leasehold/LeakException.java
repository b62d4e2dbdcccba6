package io.leasehold;

import org.apiguardian.api.API;

/**
 * Tells that a test left tabs open that it had opened itself. They were closed with its lease; the test fails only where
 * {@code leasehold.leaks=fail} asks for it.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class LeakException extends LeaseholdException {

    private static final long serialVersionUID = 1L;

    /** Creates the error. */
    public LeakException(String message) {
        super(message, null);
    }
}
