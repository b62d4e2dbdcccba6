package io.leasehold.profile;

import java.time.Duration;
import java.util.List;

/** Reads the field {@code retirement}. */
final class RetirementReader {

    private static final List<String> ACCEPTED = List.of("idle", "age", "leases");
    private static final Duration LONGEST = Duration.ofDays(30);

    private RetirementReader() {}

    static Retirement read(Fields profile) {
        return profile.object("retirement")
                .map(object -> Fields.of(object, ACCEPTED, profile.scope()))
                .map(fields -> new Retirement(
                        fields.duration("idle", LONGEST, "\"PT5M\" for five minutes"),
                        fields.duration("age", LONGEST, "\"PT1H\" for an hour"),
                        fields.count("leases")))
                .orElse(Retirement.NEVER);
    }
}
