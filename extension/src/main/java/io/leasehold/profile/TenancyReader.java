package io.leasehold.profile;

import io.leasehold.profile.JsonValue.JsonList;
import java.time.Duration;
import java.util.List;

/** Reads the fields {@code releasePolicy}, {@code ttl}, {@code allowedTasks} and {@code loginBudget}. */
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
        return new Tenancy(policy, ttl, allowedTasks(profile), LoginBudgetReader.read(profile));
    }

    private static List<String> allowedTasks(Fields profile) {
        List<String> tasks = profile.texts("allowedTasks");
        profile.value("allowedTasks")
                .filter(JsonList.class::isInstance)
                .filter(value ->
                        ((JsonList) value).items().isEmpty() || tasks.stream().anyMatch(String::isBlank))
                .ifPresent(value -> profile.scope()
                        .problems()
                        .add(
                                value,
                                "it names no task, or a blank one. Name the tasks that the profile is for, or leave the"
                                        + " field out to allow any."));
        return tasks;
    }
}
