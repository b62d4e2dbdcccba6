package io.leasehold.bench;

/**
 * One measurement: a test class that is run in a JVM of its own.
 *
 * @param tests the class
 * @param expected how many tests it has; all must succeed
 * @param threads how many run at once
 * @param watch what is watched meanwhile
 * @param keptSession whether leased pages start from the session that the run before kept
 * @param sampled whether the memory of the process tree is sampled
 */
record ChildTask(Class<?> tests, int expected, int threads, Watch watch, boolean keptSession, boolean sampled) {

    static ChildTask suite(Class<?> tests, int threads) {
        return new ChildTask(tests, Rows.SUITE_TESTS, threads, Watch.SUITE, false, false);
    }

    static ChildTask single(Class<?> tests) {
        return new ChildTask(tests, 1, 1, Watch.SUITE, true, false);
    }

    static ChildTask leases(Class<?> tests) {
        return new ChildTask(tests, Rows.LEASE_WARM_UP + Rows.LEASES, 1, Watch.LEASES, false, false);
    }

    static ChildTask longRun(Class<?> tests) {
        return new ChildTask(tests, Rows.LONG_RUN, 1, Watch.LONG_RUN, false, false);
    }

    ChildTask withRegistryTime() {
        return new ChildTask(tests, expected, threads, Watch.REGISTRY, keptSession, sampled);
    }

    ChildTask withMemory() {
        return new ChildTask(tests, expected, threads, watch, keptSession, true);
    }

    boolean countsTabs() {
        return watch == Watch.LEASES || watch == Watch.LONG_RUN;
    }
}
