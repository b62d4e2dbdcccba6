package io.leasehold.profile;

import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Where a profile's browser comes from. Immutable; an address of a browser is a secret and is no part of it.
 *
 * @param userDataDir the folder of {@link Kind#USER_DATA}
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public record BrowserSource(Kind kind, Optional<Path> userDataDir) {

    /** Stands in records where others have a folder: the browser's processes are not this run's, and cannot be found. */
    public static final String ELSEWHERE = "elsewhere";

    /** Like {@link #ELSEWHERE}, and tabs of the run may still be open in that browser. */
    public static final String LEFT_OPEN = "elsewhere, tabs left open";

    static final BrowserSource LAUNCHED = new BrowserSource(Kind.LAUNCHED, Optional.empty());

    /** The ways to a browser. */
    public enum Kind {
        /** Launched on a private folder. */
        LAUNCHED("a launched browser"),
        /** Launched on a folder of the user's, in its place. */
        USER_DATA("userDataDir"),
        /** Runs already, and is managed by others. */
        ATTACHED("cdpEndpoint"),
        /** Started by a Playwright server. */
        REMOTE("wsEndpoint");

        private final String field;

        Kind(String field) {
            this.field = field;
        }

        /** Returns the field of the profiles file that chooses it. */
        public String field() {
            return field;
        }

        /** Tells whether there is one context of it, which two browsers or two runs cannot have at once. */
        public boolean isOneOfItsKind() {
            return this == USER_DATA || this == ATTACHED;
        }
    }

    /** Tells whether a mark of a lease's browser names no folder but a browser elsewhere. */
    public static boolean isElsewhere(String mark) {
        return mark.equals(ELSEWHERE) || mark.equals(LEFT_OPEN);
    }
}
