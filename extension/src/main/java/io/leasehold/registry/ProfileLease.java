package io.leasehold.registry;

import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import org.apiguardian.api.API;

/** The right of one holder to use a profile. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public interface ProfileLease {

    /** Returns the lease's id. */
    LeaseId id();

    /** Returns the profile. */
    ProfileId profile();

    /** Gives the profile back; a second time does nothing. */
    void release();
}
