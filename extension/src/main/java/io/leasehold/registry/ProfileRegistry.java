package io.leasehold.registry;

import io.leasehold.ProfileId;
import java.util.Optional;
import org.apiguardian.api.API;

/** Gives the right to use a profile to one holder at a time. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public interface ProfileRegistry {

    /**
     * Takes a profile, if nobody has it. The caller gives the lease back.
     *
     * @return the lease, or nothing when another holder has the profile
     */
    Optional<ProfileLease> acquire(ProfileId profile);
}
