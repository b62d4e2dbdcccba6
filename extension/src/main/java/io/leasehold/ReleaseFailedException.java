package io.leasehold;

import org.apiguardian.api.API;

/**
 * Tells that something of a test's own threw while its page was given back. The page is closed all the same, and its
 * context serves others.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class ReleaseFailedException extends LeaseholdException {

    private static final long serialVersionUID = 1L;

    /** Creates the error. */
    public ReleaseFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
