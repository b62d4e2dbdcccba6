package io.leasehold.browser;

import io.leasehold.profile.SessionState;
import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;

/** Hears of a login before it runs and after it. Called on the owner's thread. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public interface LoginLog {

    /**
     * Hears that a login is about to run.
     *
     * @throws io.leasehold.LeaseholdException when it must not
     */
    void begins();

    /** Hears how it ended. */
    void ended(End end);

    /**
     * How a login ended.
     *
     * @param state what was seen after it; unknown when nobody could look
     * @param asked whether the application was asked: something was sent to it, or the login ran to its end
     * @param tooMany the application's answer that it had too many requests, if it gave one
     */
    record End(SessionState state, boolean asked, Optional<TooMany> tooMany) {}

    /**
     * An answer with status 429.
     *
     * @param retryAfter how long the application wants to be left alone, if it says so
     */
    record TooMany(Optional<Duration> retryAfter) {}
}
