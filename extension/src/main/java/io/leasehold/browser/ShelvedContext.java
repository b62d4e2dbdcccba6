package io.leasehold.browser;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What stands on a {@link ContextShelf}. All but {@link #close} return at once: the shelf calls them while it decides.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public interface ShelvedContext extends AutoCloseable {

    /** Tells whether tests can use it; once it says no, it never says yes again. */
    boolean isUsable();

    /** Returns the login state that was taken last, so that the next context of the profile can start from it. */
    Optional<String> savedState();

    /** Notes who ends it on purpose, for those who hold leases of it; {@link #close} follows. */
    void endedBy(String by);

    /** Closes it; the shelf calls this once, and on a thread where it may take its time. */
    @Override
    void close();
}
