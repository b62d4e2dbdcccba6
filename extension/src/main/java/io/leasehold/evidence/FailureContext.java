package io.leasehold.evidence;

import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Whose failure it is. Immutable.
 *
 * @param test the test as reports name it
 * @param lease the page lease
 * @param profile the profile
 * @param failure what the test threw, if that is known
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public record FailureContext(String test, LeaseId lease, ProfileId profile, Optional<Throwable> failure) {

    @Override
    public String toString() {
        return "FailureContext[lease=" + lease + ", profile=" + profile + "]";
    }
}
