package io.leasehold.registry.jdbc;

import io.leasehold.ProfileId;
import io.leasehold.profile.ReleasePolicy;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.Ending;
import io.leasehold.registry.EventSpool;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKeeper;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LeaseTiming;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProcessMark;
import io.leasehold.registry.ProcessTable;
import io.leasehold.registry.ProfileEntry;
import io.leasehold.registry.ProfileRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;

/** Wishes as tests have them. */
final class Requests {

    static final LeaseTiming SHORT = new LeaseTiming(Duration.ofSeconds(6));
    static final LeaseTiming LONG = new LeaseTiming(Duration.ofSeconds(60));
    static final Ending FINISHED = new Ending(Ending.Kind.EXPLAINED, "The run ended.");

    /** Who asks for an inspection sees of no other that it has ended. */
    static final Predicate<ProcessMark> NOBODY_GONE = process -> false;

    private Requests() {}

    static MachineClock clock() {
        return new MachineClock(Clock.systemUTC());
    }

    /** Renews leases of a registry; what it cannot tell it is kept in the folder. The caller closes it. */
    static LeaseKeeper keeper(ProfileRegistry registry, Path folder) {
        MachineClock clock = clock();
        return new LeaseKeeper(registry, clock::millis, new EventSpool(folder, clock));
    }

    static ProcessTable processes() {
        return new ProcessTable(clock());
    }

    /** A holder that is this JVM. */
    static LeaseHolder here(String id) {
        return new LeaseHolder(id, "host-" + id, processes().self(), "run-" + id);
    }

    /** A holder on a machine that nobody can look at from here. */
    static LeaseHolder elsewhere(String id) {
        return new LeaseHolder(id, "host-" + id, new ProcessMark("another-boot", "1", 4711, "99"), "run-" + id);
    }

    /** A holder of this machine that has ended. */
    static LeaseHolder gone(String id) {
        ProcessMark self = processes().self();
        ProcessMark before = new ProcessMark(self.boot(), self.namespace(), self.pid(), "1");
        return new LeaseHolder(id, "host-" + id, before, "run-" + id);
    }

    static LeaseRequest of(String profile, LeaseHolder holder, LeaseTiming timing) {
        return LeaseRequest.of(
                ProfileEntry.of(new ProfileId(profile), "admin@shop.example"),
                holder,
                "checkout",
                ReleasePolicy.INSPECT_ON_UNKNOWN_STATE,
                timing);
    }

    static LeaseKey acquired(ProfileRegistry registry, LeaseRequest request) {
        Acquisition answer = registry.acquire(request);
        if (answer instanceof Acquisition.Acquired acquired) {
            return acquired.key();
        }
        throw new AssertionError("Not to be had: " + answer);
    }
}
