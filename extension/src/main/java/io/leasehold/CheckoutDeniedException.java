package io.leasehold;

import java.util.Locale;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Tells that a profile could not be made ready, so that no page of it is handed out in this run.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class CheckoutDeniedException extends LeaseholdException {

    private static final long serialVersionUID = 1L;

    /** Why a profile was denied. */
    public enum Reason {
        /** The account is not signed in and the login did not change that. */
        LOGGED_OUT,
        /** A verification prompt waits for a person. */
        NEEDS_REVIEW,
        /** Another account than the profile's is signed in. */
        UNEXPECTED_ACCOUNT,
        /** Another run holds it, and did not give it back in time. */
        PROFILE_UNAVAILABLE,
        /** An earlier run ended in a way that a person has to look at. */
        PROFILE_UNDER_REVIEW,
        /** What it holds may be half changed; a person has to clear it. */
        PROFILE_QUARANTINED,
        /** A person took it out of use. */
        PROFILE_DISABLED,
        /** The profiles file does not allow it to be used for the test's task. */
        PROFILE_NOT_ALLOWED_FOR_TASK,
        /** Pages see another time zone or language than the profile's, or another thing that its probe compares. */
        ENVIRONMENT_MISMATCH,
        /** The net sees the browser in another region than the profile's. */
        PROXY_MISMATCH,
        /** No browser context could be opened. */
        MISSING_BROWSER_CONTEXT,
        /** Something else failed on the way; the cause says what. */
        CHECKOUT_ERROR;

        /** Returns the reason's name in records: lower case, with underscores. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final ProfileId profile;
    private final Reason reason;

    /** Creates the error. */
    public CheckoutDeniedException(ProfileId profile, Reason reason, String message, @Nullable Throwable cause) {
        super(message + " [profile=" + profile.value() + " reason=" + reason.code() + "]", cause);
        this.profile = profile;
        this.reason = reason;
    }

    /** Returns the profile that was denied. */
    public ProfileId profile() {
        return profile;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }
}
