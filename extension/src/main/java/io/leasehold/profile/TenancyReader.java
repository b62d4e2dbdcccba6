package io.leasehold.profile;

import java.time.Duration;

/** Reads the fields {@code releasePolicy} and {@code ttl}. */
final class TenancyReader {

    private static final Duration USUAL = Duration.ofSeconds(30);
    private static final Duration LEAST = Duration.ofSeconds(6);
    private static final Duration LONGEST = Duration.ofHours(1);

    private TenancyReader() {}

    static Tenancy read(Fields profile) {
        ReleasePolicy policy =
                profile.choice("releasePolicy", ReleasePolicy.class).orElse(ReleasePolicy.INSPECT_ON_UNKNOWN_STATE);
        Duration ttl =
                profile.duration("ttl", LONGEST, "\"PT30S\" for thirty seconds").orElse(USUAL);
        if (ttl.compareTo(LEAST) < 0) {
            profile.refuse(
                    "ttl",
                    "is too short: a lease is renewed six times in it, and an answer may take two seconds. Write at least"
                            + " \"PT6S\".");
        }
        return new Tenancy(policy, ttl);
    }
}
