package io.leasehold.registry.jdbc;

import io.leasehold.LeaseLostException;
import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.profile.ReleasePolicy;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.Ending;
import io.leasehold.registry.Finding;
import io.leasehold.registry.HeldLease;
import io.leasehold.registry.Inspector;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKeeper;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProcessTable;
import io.leasehold.registry.ProfileEntry;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import io.leasehold.registry.Progress;
import io.leasehold.registry.Renewal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** One thread that takes profiles, one after the other, and writes to their files while it may. */
final class ExclusionHolder {

    private static final Ending FINISHED = new Ending(Ending.Kind.EXPLAINED, "Done.");

    private final Place place;
    private final Inspector inspector;
    private final String name;
    private final Random random;
    private final IntPredicate stopsAt;
    private int writes;

    ExclusionHolder(Place place, String name, Random random, IntPredicate stopsAt) {
        this.place = place;
        this.name = name;
        this.random = random;
        this.stopsAt = stopsAt;
        this.inspector = new Inspector(place.registry(), place.processes(), place.self(), true);
    }

    /** What the threads of a JVM share. */
    record Place(
            ProfileRegistry registry,
            LeaseKeeper keeper,
            ProcessTable processes,
            LeaseHolder self,
            Path folder,
            Journal journal,
            MachineClock clock,
            BooleanSupplier stopped) {}

    void run() {
        while (!place.stopped().getAsBoolean()) {
            checkout(ExclusionJvm.PROFILES.get(random.nextInt(ExclusionJvm.PROFILES.size())));
        }
    }

    private void checkout(ProfileId profile) {
        ReleasePolicy policy = random.nextInt(4) == 0
                ? ReleasePolicy.MANUAL_REVIEW_ON_UNKNOWN_STATE
                : ReleasePolicy.INSPECT_ON_UNKNOWN_STATE;
        LeaseRequest request = LeaseRequest.of(
                ProfileEntry.of(profile, profile + "@shop.example"),
                place.self(),
                "write",
                policy,
                ExclusionJvm.TIMING);
        Optional<Acquisition.Acquired> acquired = acquire(request);
        if (acquired.isEmpty()) {
            untilAnswered(() -> {
                place.registry().leave(request.id().value());
                return true;
            });
            return;
        }
        place.journal().say("acquired", request.id(), place.clock().millis(), profile);
        HeldLease lease = place.keeper().keep(acquired.get(), ExclusionJvm.TIMING, why -> place.journal()
                .say("lost", request.id(), why));
        work(lease);
        LeaseStatus status = release(lease);
        callLate(lease.key(), status);
    }

    /** While an inspection looks at a lease whose deadline was missed its holder is refused, and may ask again. */
    private LeaseStatus release(HeldLease lease) {
        while (true) {
            long sent = place.clock().millis();
            LeaseStatus status = untilAnswered(() -> lease.release(FINISHED));
            if (status.isOver()) {
                place.journal().say("released", lease.key().lease(), status, sent);
                return status;
            }
            place.journal().say("not yet released", lease.key().lease(), status);
            pauseUpTo(Duration.ofMillis(100));
        }
    }

    /** Waits in line, and settles what those left who were killed. */
    private Optional<Acquisition.Acquired> acquire(LeaseRequest request) {
        while (!place.stopped().getAsBoolean()) {
            Acquisition answer = untilAnswered(() -> place.registry().acquire(request));
            if (answer instanceof Acquisition.Acquired acquired) {
                return Optional.of(acquired);
            }
            ProfileStatus status = ((Acquisition.Unavailable) answer).status();
            boolean helped = untilAnswered(() -> {
                place.registry().await(status.id(), place.self(), request.id().value(), Duration.ofSeconds(3));
                return helped(status);
            });
            if (!helped) {
                pauseUpTo(Duration.ofMillis(60));
            }
        }
        return Optional.empty();
    }

    private boolean helped(ProfileStatus status) {
        if (status.state() == ProfileState.LEASED) {
            return inspector.expireWhenGone(status);
        }
        return status.state() == ProfileState.STALE
                && inspector
                        .inspect(status.id(), (lease, browser) -> Finding.clear("The session is as it should be."))
                        .filter(finding -> finding.move().isPresent())
                        .isPresent();
    }

    private void work(HeldLease lease) {
        try {
            int sections = 1 + random.nextInt(2);
            for (int section = 0; section < sections; section++) {
                write(lease);
            }
            if (random.nextInt(5) == 0) {
                long number = lease.beginMutation("rename", new Progress("rename", "https://shop.example/name"));
                write(lease);
                untilAnswered(() -> {
                    lease.endMutation(number, "done");
                    return true;
                });
            }
        } catch (LeaseLostException | RegistryException e) {
            place.journal().say("gave up", lease.key().lease(), e.getMessage());
        }
    }

    /** The section that only one may be in: between reading and writing nothing but the lease keeps others out. */
    private void write(HeldLease lease) {
        if (!lease.isLive()) {
            place.journal().say("stopped by itself", lease.key().lease());
            return;
        }
        String profile = lease.profile().value();
        CountFile before = CountFile.read(place.folder(), profile);
        CountFile after = new CountFile(before.value() + 1, name + "-" + ++writes);
        LeaseKey key = lease.key();
        place.journal()
                .say(
                        "begins",
                        after.writer(),
                        profile,
                        key.lease(),
                        key.fencingToken(),
                        after.value(),
                        before.writer());
        if (stopsAt.test(writes)) {
            // It wakes up in the middle of the section, long after its deadline.
            Signals.send("STOP", ProcessHandle.current().pid());
        }
        pauseUpTo(Duration.ofMillis(4));
        after.write(place.folder(), profile);
        place.journal().say("done", after.writer());
    }

    /** What comes late or twice changes nothing, and a release is answered as it was the first time. */
    private void callLate(LeaseKey key, LeaseStatus status) {
        if (random.nextInt(3) > 0) {
            return;
        }
        pauseUpTo(Duration.ofMillis(20));
        Ending worse = new Ending(Ending.Kind.UNSAFE, "Late.");
        LeaseStatus again = untilAnswered(() -> place.registry().release(key, random.nextBoolean() ? worse : FINISHED));
        Renewal renewal =
                untilAnswered(() -> place.registry().renew(key, 1_000, Progress.NONE, ExclusionJvm.TIMING.ttl()));
        if (again != status || !(renewal instanceof Renewal.Lost)) {
            place.journal().say("violation", "late calls of", key, "answered", again, renewal);
        }
    }

    private void pauseUpTo(Duration most) {
        LockSupport.parkNanos(1 + (long) (random.nextDouble() * most.toNanos()));
    }

    /** What the registry could not do is asked for again with the same ids. */
    private <T> T untilAnswered(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (RegistryException e) {
                place.journal().say("not answered", e.getMessage());
            }
        }
    }
}
