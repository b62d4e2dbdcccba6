package io.leasehold;

import org.apiguardian.api.API;

/**
 * Tells that a test made changes that nobody confirmed. Thrown at the end of its lease, and only where
 * {@code leasehold.unconfirmedMutations=fail} asks for it.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class UnconfirmedMutationException extends LeaseholdException {

    private static final long serialVersionUID = 1L;

    /** Creates the error. */
    public UnconfirmedMutationException(String message) {
        super(message, null);
    }
}
