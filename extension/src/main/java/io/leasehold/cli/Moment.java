package io.leasehold.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times for people: UTC, to the second. */
final class Moment {

    private Moment() {}

    static String of(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
