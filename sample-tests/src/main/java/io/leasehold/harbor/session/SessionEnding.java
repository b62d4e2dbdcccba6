package io.leasehold.harbor.session;

/** Why a session is over, as the login page gives it in its address. */
public enum SessionEnding {
    SIGNED_OUT("signed-out", "You have signed out."),
    SIGNED_IN_ELSEWHERE("signed-in-elsewhere", "You were signed out: this account has signed in elsewhere."),
    EXPIRED("expired", "Your session has expired. Sign in again."),
    REVOKED("revoked", "Your session was ended by an administrator.");

    private final String code;
    private final String message;

    SessionEnding(String code, String message) {
        this.code = code;
        this.message = message;
    }

    public String code() {
        return code;
    }

    public String message() {
        return message;
    }
}
