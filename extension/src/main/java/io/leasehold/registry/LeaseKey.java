package io.leasehold.registry;

import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import org.apiguardian.api.API;

/**
 * What a holder has to show with every call.
 *
 * @param fencingToken grows by one with every checkout of the profile
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record LeaseKey(ProfileId profile, LeaseId lease, long fencingToken) {}
