package io.leasehold.bench;

import io.leasehold.ProfileId;
import io.leasehold.profile.ReleasePolicy;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LeaseTiming;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProcessTable;
import io.leasehold.registry.ProfileEntry;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.Progress;
import io.leasehold.registry.jdbc.Registries;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The processor time that a PostgreSQL spends on renewing 10,000 leases once, as a share of the 20 seconds in which they
 * are due, against as many plain committed updates.
 */
final class RegistryHeartbeats implements Experiment {

    private static final int PROFILES = 10_000;
    private static final int THREADS = 4;
    private static final double PERIOD_SECONDS = 20;
    private static final Duration TTL = Duration.ofHours(1);

    private final Goal goal;
    private final BenchPostgres server;
    private final List<LeaseKey> keys = new ArrayList<>();

    RegistryHeartbeats(Goal goal, BenchPostgres server) {
        this.goal = goal;
        this.server = server;
    }

    @Override
    public List<Goal> goals() {
        return List.of(goal);
    }

    /** One thread's part of the work. */
    @FunctionalInterface
    private interface Part {
        void work(int first, int end) throws SQLException;
    }

    @Override
    public List<Pair> round(ChildRuns runs, int number) {
        String url = server.url("heartbeats");
        try (ProfileRegistry registry = Registries.server(url, "", "")) {
            prepare(registry, url);
            double ours = share((first, end) -> {
                for (int at = first; at < end; at++) {
                    registry.renew(keys.get(at), number, new Progress("step " + (at % 7), ""), TTL);
                }
            });
            double other = share((first, end) -> {
                try (PlainRow plain = new PlainRow(url, 0)) {
                    for (int at = first; at < end; at++) {
                        plain.change("round " + number, at);
                    }
                }
            });
            return List.of(new Pair(ours, other));
        }
    }

    private void prepare(ProfileRegistry registry, String url) {
        if (!keys.isEmpty()) {
            return;
        }
        LeaseHolder holder =
                new LeaseHolder("bench", "here", new ProcessTable(new MachineClock(Clock.systemUTC())).self(), "bench");
        for (int at = 0; at < PROFILES; at++) {
            LeaseRequest request = LeaseRequest.of(
                    ProfileEntry.of(new ProfileId("profile-" + at), "account"),
                    holder,
                    "",
                    ReleasePolicy.INSPECT_ON_UNKNOWN_STATE,
                    new LeaseTiming(TTL));
            keys.add(((Acquisition.Acquired) registry.acquire(request)).key());
        }
        try {
            PlainRow.prepare(url, PROFILES);
        } catch (SQLException e) {
            throw new IllegalStateException("The plain table could not be made.", e);
        }
    }

    /** Returns the server's processor time as a percentage of one processor over the period. */
    private double share(Part part) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            double before = server.processorSeconds();
            List<Future<?>> parts = new ArrayList<>();
            int size = PROFILES / THREADS;
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread * size;
                parts.add(threads.submit(() -> {
                    part.work(first, first + size);
                    return true;
                }));
            }
            for (Future<?> one : parts) {
                one.get();
            }
            return (server.processorSeconds() - before) / PERIOD_SECONDS * 100;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while measuring.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A measured thread failed.", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
