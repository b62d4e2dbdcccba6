package io.leasehold.architecture.canary.page;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.Supplier;

final class ReadsTheClock {
    private ReadsTheClock() {}

    static Instant called() {
        return Instant.now();
    }

    static Supplier<Instant> referred() {
        return Instant::now;
    }

    static LocalDateTime local() {
        return LocalDateTime.now(ZoneId.of("UTC"));
    }

    static long millis() {
        return System.currentTimeMillis();
    }
}
