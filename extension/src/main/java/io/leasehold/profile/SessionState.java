package io.leasehold.profile;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a probe saw.
 *
 * @since 0.1.0
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public enum SessionState {
    /** The expected account is logged in. */
    READY,
    /** Nobody is logged in. */
    LOGGED_OUT,
    /** The application asks a person: a one-time code, a challenge, a consent. */
    NEEDS_REVIEW,
    /** Another account than the profile's is logged in. */
    UNEXPECTED_ACCOUNT,
    /** None of the others could be told in time. */
    UNKNOWN
}
