package io.leasehold.timeline;

import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Whom an event concerns. Immutable.
 *
 * @param profile the profile, if it is one's
 * @param lease the page lease, if it is one's
 * @param test the test or class that holds it; else empty
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Subject(Optional<ProfileId> profile, Optional<LeaseId> lease, String test) {

    /** What concerns the run as a whole. */
    public static final Subject RUN = new Subject(Optional.empty(), Optional.empty(), "");

    /** What concerns all that use a profile. */
    public static Subject of(ProfileId profile) {
        return new Subject(Optional.of(profile), Optional.empty(), "");
    }

    /** What concerns one lease. */
    public static Subject of(ProfileId profile, LeaseId lease, String test) {
        return new Subject(Optional.of(profile), Optional.of(lease), test);
    }
}
