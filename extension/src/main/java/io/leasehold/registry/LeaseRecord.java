package io.leasehold.registry;

import io.leasehold.ProfileId;
import io.leasehold.profile.ReleasePolicy;
import java.time.Instant;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A lease as it stands in the registry.
 *
 * @param account the account of the profile when it was leased
 * @param task what it was leased for; may be empty
 * @param proxy the proxy that it was used through; may be empty
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record LeaseRecord(
        LeaseKey key,
        String account,
        String task,
        String proxy,
        LeaseHolder holder,
        ReleasePolicy policy,
        LeaseStatus status,
        Times times,
        Work work,
        BrowserMark browser) {

    /**
     * When. For people: no decision is made from these.
     *
     * @param expires the renewal deadline
     * @param ended when it was settled, if it was
     */
    public record Times(Instant started, Instant heartbeat, Instant expires, Optional<Instant> ended) {}

    /**
     * What was done.
     *
     * @param progress what the holder said last
     * @param lastSafeStep the last step before which nothing was in flight
     * @param mutations how many mutations were begun
     * @param openMutation the names of the mutations that are in flight, if any is
     */
    public record Work(Progress progress, String lastSafeStep, long mutations, Optional<String> openMutation) {}

    /** Returns the profile. */
    public ProfileId profile() {
        return key.profile();
    }
}
