package io.leasehold.registry;

import io.leasehold.ProfileId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apiguardian.api.API;

/** The answer to a wish to sign in. Everything but {@link Allowed} forbids it. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public sealed interface LoginAnswer {

    /** The login is counted and may run. */
    record Allowed() implements LoginAnswer {}

    /**
     * The budget is used up.
     *
     * @param next when the next login is possible
     * @param left how long that is from now
     */
    record Spent(LoginCount count, Instant next, Duration left) implements LoginAnswer {}

    /** The application had too many requests, and wants to be left alone for a while. */
    record Paused(Instant until, Duration left) implements LoginAnswer {}

    /**
     * So many logins in a row were refused that nobody tries again before a person has looked.
     *
     * @param quarantined a profile of the account that waits for that person, if one does
     */
    record Barred(LoginCount count, Optional<ProfileId> quarantined) implements LoginAnswer {}

    /** The profile is not the holder's any more. */
    record Lost(String why) implements LoginAnswer {}
}
