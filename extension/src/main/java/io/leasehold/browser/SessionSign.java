package io.leasehold.browser;

import java.time.Instant;
import org.apiguardian.api.API;

/**
 * Something that looks as if a session had ended. Immutable.
 *
 * @param at when it was seen
 * @param what a sentence's beginning, redacted: {@code GET /api/orders answered 401}
 * @param on the lease and test that saw it
 * @param key tells signs of one kind and place from others; may hold anything, and is never written
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record SessionSign(Instant at, String what, String on, String key) {

    @Override
    public String toString() {
        return what + " on " + on;
    }
}
