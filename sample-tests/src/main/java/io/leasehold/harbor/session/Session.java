package io.leasehold.harbor.session;

import java.time.Instant;

/**
 * One browser's session. The key is a hash of the id in the cookie, which is stored nowhere.
 *
 * @param account empty while anonymous
 * @param ending empty until it has ended
 */
public record Session(String key, SessionStage stage, String account, String csrfToken, Instant since, String ending) {
    private static final int MASK_LENGTH = 10;

    /** Names the session without giving it away. */
    public String handle() {
        return key.substring(0, MASK_LENGTH);
    }

    @Override
    public String toString() {
        return "Session[" + handle() + " " + stage.code() + "]";
    }
}
