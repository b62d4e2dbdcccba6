package io.leasehold.browser;

import java.time.Instant;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * How a context ended before its time.
 *
 * @param at when it was noticed
 * @param cause what ended it, as far as that is known
 * @param by the lease or the part of the run that ended it, or for how long it was silent; else empty
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record ContextEnd(Instant at, Cause cause, String by) {

    /** What ends a context; the ones that say more come first. */
    public enum Cause {
        /** The provider ended it on purpose. */
        PROVIDER,
        /** A test closed it. */
        LEASE,
        /** The browser did not answer, and was ended for that. */
        SILENT,
        /** A browser that is not ours did not answer, and was let go for that. */
        OUT_OF_REACH,
        /** The browser's process is gone. */
        BROWSER_GONE,
        /** The driver's process is gone. */
        DRIVER_GONE,
        /** It is closed, and nothing says why. */
        UNKNOWN
    }

    /** Returns the word that files have for the cause. */
    String code() {
        return cause.name().toLowerCase(Locale.ROOT);
    }

    /** Puts it into a sentence. */
    public String describe(String profile) {
        return "The shared context of profile '" + profile + "' ended at " + at + ": " + why()
                + " Later leases get a new context.";
    }

    private String why() {
        return switch (cause) {
            case PROVIDER -> "it was ended by " + by + ".";
            case LEASE -> "it was closed by " + by + ".";
            case SILENT -> "its browser did not answer for " + by + ", and was ended for that.";
            case OUT_OF_REACH ->
                "its browser, which runs elsewhere, did not answer for " + by + ", and the connection was given up.";
            case BROWSER_GONE -> "the process of its browser ended (it was killed, it crashed, or memory ran out).";
            case DRIVER_GONE -> "the driver process of its browser ended (it was killed, or memory ran out).";
            case UNKNOWN -> "the browser went away, or was ended from outside.";
        };
    }

    /** Returns what is known after more was heard: the first time, and the cause that says most. */
    ContextEnd with(ContextEnd later) {
        return later.cause.compareTo(cause) < 0 ? new ContextEnd(at, later.cause, later.by) : this;
    }
}
