package io.leasehold.registry;

import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apiguardian.api.API;

/**
 * A registry for profiles that this run alone uses: one holder a profile within the run, nothing that outlives it.
 * Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class OwnedByJvm implements ProfileRegistry {

    private final Map<ProfileId, LeaseId> holders = new HashMap<>();

    @Override
    public synchronized Optional<ProfileLease> acquire(ProfileId profile) {
        if (holders.containsKey(profile)) {
            return Optional.empty();
        }
        LeaseId id = new LeaseId(UUID.randomUUID().toString().substring(0, 8));
        holders.put(profile, id);
        return Optional.of(new Owned(id, profile));
    }

    private synchronized void release(Owned lease) {
        holders.remove(lease.profile(), lease.id());
    }

    private final class Owned implements ProfileLease {
        private final LeaseId id;
        private final ProfileId profile;

        Owned(LeaseId id, ProfileId profile) {
            this.id = id;
            this.profile = profile;
        }

        @Override
        public LeaseId id() {
            return id;
        }

        @Override
        public ProfileId profile() {
            return profile;
        }

        @Override
        public void release() {
            OwnedByJvm.this.release(this);
        }
    }
}
