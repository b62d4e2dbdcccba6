package io.leasehold.browser;

import java.time.Instant;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * How a context ended that was not closed by its provider.
 *
 * @param at when it was noticed
 * @param by the lease that closed it, if one did
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record ContextEnd(Instant at, Optional<String> by) {

    /** Puts it into a sentence. */
    public String describe(String profile) {
        return "The shared context of profile '" + profile + "' ended at " + at + ": "
                + by.map(lease -> "it was closed by " + lease + ".")
                        .orElse("the browser went away, or was ended from outside.")
                + " Later leases get a new context.";
    }
}
