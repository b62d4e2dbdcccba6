package io.leasehold.worker;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What giving back a holder's tabs found.
 *
 * @param leftOpen the addresses of tabs that the test had opened and not closed; may hold secrets
 * @param failure the first thing that a handler of the test's own threw
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record TabRelease(List<String> leftOpen, Optional<Throwable> failure) {

    /** Copies the list. */
    public TabRelease {
        leftOpen = List.copyOf(leftOpen);
    }
}
