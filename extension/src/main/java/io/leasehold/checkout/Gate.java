package io.leasehold.checkout;

import java.util.Locale;

/** The gates of a checkout in their order; the first that does not open ends it. */
enum Gate {
    /** The folder for the profile is there, and was written to. */
    EVIDENCE_READY,
    /** The registry gave the profile to this run. */
    RESERVE,
    /** What the manifest expects is what the profile is. */
    PROFILE_MATCHES_TASK,
    /** A browser of the profile's own runs. */
    RUNTIME_ATTACHED,
    /** The session is what the manifest asks for. */
    SESSION_STATE,
    /** The browser looks from outside as it has to. */
    ENVIRONMENT,
    /** All of this stands in the profile's folder. */
    RECORD_WRITTEN;

    /** Returns the gate's name in records. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
