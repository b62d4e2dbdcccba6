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

    /** What whoever wanted the profile does about a denial. */
    public enum Action {
        /** Wait until it is free, and ask again. */
        WAIT,
        /** Stop, and correct what the message names; the account itself is as it was. */
        STOP,
        /** Let a person look at the account. */
        HUMAN_REVIEW,
        /** Leave the account aside: it is not what it should be, and is quarantined. */
        QUARANTINE;

        /** Returns the action's name in records: lower case, with underscores. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why a profile was denied. */
    public enum Reason {
        /** Another run holds it, and did not give it back in time. */
        PROFILE_UNAVAILABLE(Action.WAIT),
        /** The task expects another account or platform than the profile has. */
        ACCOUNT_MISMATCH(Action.QUARANTINE),
        /** The profiles file does not allow it to be used for the test's task. */
        PROFILE_NOT_ALLOWED_FOR_TASK(Action.STOP),
        /** The account is not signed in and the login did not change that. */
        LOGGED_OUT(Action.STOP),
        /** A verification prompt waits for a person. */
        NEEDS_REVIEW(Action.HUMAN_REVIEW),
        /** Another account than the profile's is signed in. */
        UNEXPECTED_ACCOUNT(Action.QUARANTINE),
        /** Pages see another time zone or language than the profile's, or another thing that its probe compares. */
        ENVIRONMENT_MISMATCH(Action.QUARANTINE),
        /** The net sees the browser in another region than the profile's. */
        PROXY_MISMATCH(Action.QUARANTINE),
        /** No browser context could be opened. */
        MISSING_BROWSER_CONTEXT(Action.STOP),
        /** What the run does could not be written down. */
        EVIDENCE_NOT_READY(Action.STOP),
        /** An earlier run ended in a way that a person has to look at. */
        PROFILE_UNDER_REVIEW(Action.HUMAN_REVIEW),
        /** What it holds may be half changed; a person has to clear it. */
        PROFILE_QUARANTINED(Action.HUMAN_REVIEW),
        /** A person took it out of use. */
        PROFILE_DISABLED(Action.STOP),
        /** An earlier run ended without a word, and nothing proves yet that it is over. */
        PREVIOUS_RUN_UNKNOWN(Action.HUMAN_REVIEW),
        /** Something else failed on the way; the message says what. */
        CHECKOUT_ERROR(Action.STOP);

        private final Action action;

        Reason(Action action) {
            this.action = action;
        }

        /** Returns the reason's name in records: lower case, with underscores. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns what to do about it. */
        public Action action() {
            return action;
        }
    }

    private final ProfileId profile;
    private final Reason reason;

    /** Creates the error. */
    public CheckoutDeniedException(ProfileId profile, Reason reason, String message, @Nullable Throwable cause) {
        super(
                message + " [profile=" + profile.value() + " reason=" + reason.code() + " action="
                        + reason.action().code() + "]",
                cause);
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
