package io.leasehold.browser;

import io.leasehold.LeaseholdException;
import org.apiguardian.api.API;

/**
 * Tells that the browser or the context that a profile means is not to be had. Nothing else was opened in its stead.
 *
 * <p>The message is a clause that goes on from "no page is handed out:". It has no cause: what Playwright says of a failed
 * connection quotes the address, which is a secret.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class MissingContextException extends LeaseholdException {
    private static final long serialVersionUID = 1L;

    MissingContextException(String message) {
        super(message, null);
    }
}
