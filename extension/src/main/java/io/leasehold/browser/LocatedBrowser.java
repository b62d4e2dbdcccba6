package io.leasehold.browser;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * A browser that is installed on this machine. Immutable.
 *
 * @param executable the file to start
 * @param origin who put it there
 */
@API(status = INTERNAL, since = "0.1")
public record LocatedBrowser(Path executable, Origin origin) {

    /** Who put a browser where it was found. */
    public enum Origin {
        /** The user named it in a setting. */
        CONFIGURED,
        /** Playwright's installer did. */
        PLAYWRIGHT,
        /** The operating system's packages or an installer of the vendor did. */
        SYSTEM
    }

    @Override
    public String toString() {
        return "%s (%s)".formatted(executable, origin.name().toLowerCase(java.util.Locale.ROOT));
    }
}
