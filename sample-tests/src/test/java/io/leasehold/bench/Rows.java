package io.leasehold.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** What is measured, against what, and what would be good. */
final class Rows {
    static final int SUITE_TESTS = 32;
    static final int LEASE_WARM_UP = 40;
    static final int LEASES = 100;
    static final int EARLY_LEASE = 200;
    static final int WINDOW = 50;
    static final int LONG_RUN = 2_000 + WINDOW;

    private static final String MILLIS = "ms";
    private static final String MEBIBYTES = "MiB";
    private static final double FLAT = 1.10;
    private static final double CHECKOUT = 3.0;
    private static final double HEARTBEAT = 4.0;
    private static final int MANY_THREADS = 4;

    private Rows() {}

    static List<Experiment> all() {
        List<Experiment> all = new ArrayList<>();
        all.add(new SideBySide(
                new Goal("lease_overhead", MILLIS, 1.05, 0),
                Measurement.figure(ChildTask.leases(LeasedSuites.EmptyTestCase.class), ChildResult.LEASE),
                Measurement.figure(ChildTask.leases(PlainTabTestCase.class), ChildResult.LEASE),
                true));
        all.addAll(suites("spa", 0.75, LeasedSuites.CatalogTestCase.class, PeerCatalogTestCase.class));
        all.addAll(suites("light", 0.90, LeasedSuites.OrderTestCase.class, PeerOrderTestCase.class));
        all.addAll(suites("login", 0.50, LeasedSuites.OrderTestCase.class, PeerSigningInTestCase.class));
        all.add(new SideBySide(
                new Goal("first_test", MILLIS, 1.15, 0),
                Measurement.figure(ChildTask.single(LeasedSuites.FirstTestCase.class), ChildResult.FIRST_BODY),
                Measurement.figure(ChildTask.single(PeerFirstTestCase.class), ChildResult.FIRST_BODY),
                true));
        all.add(new SideBySide(
                new Goal("memory_" + MANY_THREADS, MEBIBYTES, 0.55, 0),
                peakMemory(LeasedSuites.CatalogTestCase.class),
                peakMemory(PeerCatalogTestCase.class),
                false));
        all.add(new LongRun(
                ChildTask.longRun(LeasedSuites.LongTestCase.class),
                new Goal("flat_2000", MILLIS, FLAT, 0),
                new Goal("flat_2000_memory", MEBIBYTES, FLAT, 0)));
        all.add(readback());
        all.add(new WithoutRegistry(
                new Goal("suite_with_registry", MILLIS, 1.02, SUITE_TESTS),
                ChildTask.suite(LeasedSuites.CatalogTestCase.class, 2).withRegistryTime()));
        all.addAll(registry());
        return all;
    }

    /** The same change and look on both sides; the hand-written one trusts whatever answers. */
    private static Experiment readback() {
        return new SideBySide(
                new Goal("readback_reload", MILLIS, 1.15, 0),
                Measurement.figure(ChildTask.suite(LeasedSuites.ReadbackTestCase.class, 1), ChildResult.PART),
                Measurement.figure(
                        ChildTask.suite(LeasedSuites.HandWrittenReadbackTestCase.class, 1), ChildResult.PART),
                true);
    }

    /** Without a target from elsewhere: what the protocol costs beside two bare commits. */
    private static List<Experiment> registry() {
        BenchPostgres server = new BenchPostgres();
        List<Experiment> rows = new ArrayList<>();
        for (int processes : new int[] {1, 8}) {
            rows.add(new RegistryCheckouts(
                    new Goal("registry_checkout_sqlite_" + processes, MILLIS, CHECKOUT, 0), processes, Rows::newFile));
            rows.add(new RegistryCheckouts(
                    new Goal("registry_checkout_postgres_" + processes, MILLIS, CHECKOUT, 0),
                    processes,
                    () -> server.url("checkouts")));
        }
        rows.add(new RegistryHeartbeats(new Goal("registry_heartbeat", "% of a processor", HEARTBEAT, 0), server));
        return rows;
    }

    private static String newFile() {
        try {
            return Files.createTempDirectory("leasehold-bench-")
                    .resolve("registry.db")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Experiment> suites(String name, double target, Class<?> ours, Class<?> other) {
        List<Experiment> suites = new ArrayList<>();
        for (int threads : new int[] {1, 2, MANY_THREADS}) {
            suites.add(new SideBySide(
                    new Goal("suite_" + name + "_" + threads, MILLIS, target, SUITE_TESTS),
                    Measurement.suiteMillis(ChildTask.suite(ours, threads)),
                    Measurement.suiteMillis(ChildTask.suite(other, threads)),
                    threads == 1));
        }
        return suites;
    }

    private static Measurement peakMemory(Class<?> tests) {
        ChildTask task = ChildTask.suite(tests, MANY_THREADS).withMemory();
        return Measurement.figure(task, ChildResult.PEAK_MEMORY);
    }
}
