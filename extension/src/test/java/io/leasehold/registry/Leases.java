package io.leasehold.registry;

import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import io.leasehold.profile.ReleasePolicy;
import java.time.Instant;
import java.util.Optional;

/** Leases of a profile for tests that need no registry. */
final class Leases {

    static final Instant BEGUN = Instant.parse("2026-03-01T10:00:00Z");
    static final LeaseKey KEY = new LeaseKey(new ProfileId("shop-admin"), new LeaseId("lease-1"), 7);

    private Leases() {}

    static LeaseRecord.Work work(String step, long mutations, String open) {
        return new LeaseRecord.Work(
                new Progress(step, ""), step, mutations, Optional.of(open).filter(name -> !name.isEmpty()));
    }

    static LeaseRecord stale(ReleasePolicy policy, LeaseRecord.Work work, BrowserMark browser) {
        return new LeaseRecord(
                KEY,
                "admin@shop.example",
                "",
                "",
                new LeaseHolder("holder", "build-7", new ProcessMark("boot", "ns", 4711, "99"), "run-1"),
                policy,
                LeaseStatus.STALE,
                new LeaseRecord.Times(BEGUN, BEGUN.plusSeconds(20), BEGUN.plusSeconds(50), Optional.empty()),
                work,
                browser);
    }
}
