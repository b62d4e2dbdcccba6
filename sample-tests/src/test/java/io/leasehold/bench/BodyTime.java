package io.leasehold.bench;

import org.junit.jupiter.api.TestReporter;

/** Tells the launcher's listener how long the measured part of a body took. */
final class BodyTime {
    static final String ENTRY = "bench.part.nanos";

    private BodyTime() {}

    static void of(TestReporter reporter, Runnable part) {
        long begin = System.nanoTime();
        part.run();
        reporter.publishEntry(ENTRY, String.valueOf(System.nanoTime() - begin));
    }
}
