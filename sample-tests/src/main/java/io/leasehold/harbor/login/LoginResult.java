package io.leasehold.harbor.login;

import java.time.Duration;

/**
 * What became of a login.
 *
 * @param sessionId the new session's id when signed in or challenged, else empty
 * @param retryAfter how long to wait when locked or too many, else zero
 */
record LoginResult(Outcome outcome, String sessionId, Duration retryAfter) {
    enum Outcome {
        SIGNED_IN,
        CHALLENGE,
        WRONG,
        LOCKED,
        TOO_MANY,
        BROKEN
    }

    static LoginResult of(Outcome outcome) {
        return new LoginResult(outcome, "", Duration.ZERO);
    }

    static LoginResult opened(Outcome outcome, String sessionId) {
        return new LoginResult(outcome, sessionId, Duration.ZERO);
    }

    static LoginResult refused(Outcome outcome, Duration retryAfter) {
        return new LoginResult(outcome, "", retryAfter);
    }

    /** Full seconds to wait, rounded up. */
    long waitSeconds() {
        return retryAfter.plusMillis(999).toSeconds();
    }

    @Override
    public String toString() {
        return "LoginResult[" + outcome + "]";
    }
}
