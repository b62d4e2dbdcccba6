package io.leasehold.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a measured JVM says at its end.
 *
 * @param succeeded how many tests succeeded
 * @param failures how many tests or containers failed
 * @param peak how many tests ran at once
 * @param measured figures by name, in milliseconds and MiB
 */
record ChildResult(int succeeded, int failures, int peak, Map<String, Double> measured) {
    static final String SUITE = "suite";
    static final String FIRST_BODY = "firstBody";
    static final String PART = "part";
    static final String LEASE = "lease";
    static final String EARLY_LEASE = "earlyLease";
    static final String LATE_LEASE = "lateLease";
    static final String EARLY_MEMORY = "earlyMemory";
    static final String LATE_MEMORY = "lateMemory";
    static final String REGISTRY = "registry";
    static final String PEAK_MEMORY = "peakMemory";

    ChildResult {
        measured = Map.copyOf(measured);
    }

    ChildResult with(String name, double figure) {
        Map<String, Double> more = new HashMap<>(measured);
        more.put(name, figure);
        return new ChildResult(succeeded, failures, peak, more);
    }

    double figure(String name) {
        return Optional.ofNullable(measured.get(name))
                .orElseThrow(() -> new IllegalStateException("The run measured no '" + name + "', but " + measured));
    }
}
