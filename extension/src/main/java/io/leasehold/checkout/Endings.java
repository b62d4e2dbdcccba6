package io.leasehold.checkout;

import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.registry.Ending;
import java.util.Optional;

/** What a denial says about the profile itself: whether the next run may have it. */
final class Endings {

    private Endings() {}

    /** Returns how the run's lease ends after a denial; nothing when the denial comes before there is a lease. */
    static Optional<Ending.Kind> kind(Reason reason) {
        return switch (reason) {
            case PROFILE_UNAVAILABLE,
                    PROFILE_UNDER_REVIEW,
                    PROFILE_QUARANTINED,
                    PROFILE_DISABLED,
                    PREVIOUS_RUN_UNKNOWN,
                    EVIDENCE_NOT_READY -> Optional.empty();
            case PROFILE_NOT_ALLOWED_FOR_TASK, LOGGED_OUT, MISSING_BROWSER_CONTEXT, CHECKOUT_ERROR ->
                Optional.of(Ending.Kind.EXPLAINED);
            case NEEDS_REVIEW -> Optional.of(Ending.Kind.UNEXPLAINED);
            case ACCOUNT_MISMATCH, UNEXPECTED_ACCOUNT, ENVIRONMENT_MISMATCH, PROXY_MISMATCH ->
                Optional.of(Ending.Kind.UNSAFE);
        };
    }

    /** Returns how a lease ends whose profile was denied. */
    static Ending of(Reason reason) {
        return new Ending(kind(reason).orElse(Ending.Kind.EXPLAINED), "The checkout ended with " + reason.code() + ".");
    }
}
