package io.leasehold.registry;

import io.leasehold.ProfileId;
import java.time.Instant;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What the registry says of a profile at one moment.
 *
 * @param state the state, with a missed deadline already counted in
 * @param since when it came to that state
 * @param reason why; may be empty
 * @param lease the lease that it is at, or the last one, if there was any
 * @param now the registry's own time of this look
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record ProfileStatus(
        ProfileEntry profile,
        ProfileState state,
        long fencingToken,
        Instant since,
        String reason,
        Optional<LeaseRecord> lease,
        Instant now) {

    /** Returns the profile's id. */
    public ProfileId id() {
        return profile.id();
    }
}
