package io.leasehold.registry;

import io.leasehold.LeaseId;
import io.leasehold.profile.ReleasePolicy;
import java.util.UUID;
import org.apiguardian.api.API;

/**
 * A wish for one profile. The id is made by whoever asks, so that asking again after an answer was lost asks for the
 * same lease.
 *
 * @param task what the profile is used for; may be empty
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record LeaseRequest(
        LeaseId id, ProfileEntry profile, LeaseHolder holder, String task, ReleasePolicy policy, LeaseTiming timing) {

    /** Makes a request with an id of its own. */
    public static LeaseRequest of(
            ProfileEntry profile, LeaseHolder holder, String task, ReleasePolicy policy, LeaseTiming timing) {
        return new LeaseRequest(newId(), profile, holder, task, policy, timing);
    }

    /** Makes an id that no other lease has. */
    public static LeaseId newId() {
        return new LeaseId(UUID.randomUUID().toString().replace("-", "").substring(0, 20));
    }
}
