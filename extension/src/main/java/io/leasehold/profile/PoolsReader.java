package io.leasehold.profile;

import io.leasehold.ProfileId;
import io.leasehold.profile.JsonValue.JsonObject;
import io.leasehold.profile.JsonValue.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the field {@code pools}: names that stand for several profiles. */
final class PoolsReader {

    private static final List<String> ACCEPTED = List.of("members", "platform", "group");
    private static final String EXAMPLE = "Write, for example, {\"members\": [\"buyer-eu\", \"buyer-us\"]} or"
            + " {\"platform\": \"shop\", \"group\": \"eu-buyers\"}.";

    private final ReadScope scope;
    private final JsonObject declared;
    private final Map<String, List<Profile>> byName;

    /**
     * Begins with the profiles.
     *
     * @param declared the profiles as they stand in the file, those that cannot be read included
     * @param byName the profiles that can be read: one for a name, or its seats
     */
    PoolsReader(ReadScope scope, JsonObject declared, Map<String, List<Profile>> byName) {
        this.scope = scope;
        this.declared = declared;
        this.byName = byName;
    }

    Map<String, List<Profile>> read(JsonObject pools) {
        Map<String, List<Profile>> read = new LinkedHashMap<>();
        pools.members().forEach((name, value) -> {
            checkName(pools, name);
            pool(pools, value).ifPresent(members -> read.put(name, members));
        });
        return read;
    }

    private void checkName(JsonObject pools, String name) {
        try {
            String id = new ProfileId(name).value();
            if (declared.members().containsKey(id) || isSeat(id)) {
                refuseName(
                        pools, name, "is a profile's name too, and a test could not say which it means. Rename one.");
            }
        } catch (IllegalArgumentException e) {
            refuseName(pools, name, "is no name for a pool: " + ProfileId.rule());
        }
    }

    private boolean isSeat(String name) {
        return seats().anyMatch(seat -> seat.id().value().equals(name));
    }

    /** All profiles, each seat as one. */
    private Stream<Profile> seats() {
        return byName.values().stream().flatMap(List::stream);
    }

    private void refuseName(JsonObject pools, String name, String why) {
        scope.problems().add(pools.nameAt(name), pools.path().member(name), Quote.of(name) + " " + why);
    }

    private Optional<List<Profile>> pool(JsonObject pools, JsonValue value) {
        Optional<JsonObject> object = value.asObject();
        if (object.isEmpty()) {
            scope.problems().add(value, value.kind() + " stands where a pool, an object, is expected. " + EXAMPLE);
            return Optional.empty();
        }
        Fields fields = Fields.of(object.get(), ACCEPTED, scope);
        boolean listed = fields.has("members");
        boolean described = fields.has("platform") || fields.has("group");
        if (listed == described) {
            fields.missing("a pool has either members or an account context, and this one has "
                    + (listed ? "both. " : "neither. ") + EXAMPLE);
            return Optional.empty();
        }
        return Optional.of(listed ? members(pools, fields) : matching(fields));
    }

    private List<Profile> members(JsonObject pools, Fields fields) {
        List<JsonValue> items = fields.items("members", "an array of profile names");
        if (items.isEmpty()) {
            fields.value("members").filter(JsonValue.JsonList.class::isInstance).ifPresent(list -> scope.problems()
                    .add(list, "it names no profile. Name at least one."));
        }
        Set<Profile> members = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        for (JsonValue item : items) {
            if (item.asText().isEmpty()) {
                fields.wrongType(item, "a profile's name");
            }
            item.asText().ifPresent(name -> {
                if (!seen.add(name.value())) {
                    scope.problems().add(name, Quote.of(name.value()) + " stands twice. Remove one.");
                }
                members.addAll(member(pools, name));
            });
        }
        return List.copyOf(members);
    }

    private List<Profile> member(JsonObject pools, JsonText name) {
        List<Profile> named = byName.getOrDefault(name.value(), List.of());
        if (!named.isEmpty() || declared.members().containsKey(name.value())) {
            return named;
        }
        List<Profile> seat =
                seats().filter(one -> one.id().value().equals(name.value())).toList();
        if (seat.isEmpty()) {
            scope.problems().add(name, Quote.of(name.value()) + " " + why(pools, name.value()));
        }
        return seat;
    }

    private String why(JsonObject pools, String name) {
        if (pools.members().containsKey(name)) {
            return "is a pool, and a pool has no pools for members. Name its members.";
        }
        List<String> known = new ArrayList<>(declared.members().keySet());
        return "is no profile." + Nearest.to(name, known) + " Profiles: " + String.join(", ", known) + ".";
    }

    private List<Profile> matching(Fields fields) {
        Optional<String> platform = fields.text("platform");
        Optional<String> group = fields.text("group");
        List<Profile> found = seats().filter(
                        profile -> fits(platform, profile.platform()) && fits(group, profile.group()))
                .toList();
        boolean whole = byName.keySet().equals(declared.members().keySet());
        boolean asked = fields.has("platform") == platform.isPresent() && fields.has("group") == group.isPresent();
        if (found.isEmpty() && whole && asked) {
            fields.missing("the pool is empty: no profile has"
                    + platform.map(name -> " the platform " + Quote.of(name)).orElse("")
                    + (platform.isPresent() && group.isPresent() ? " and" : "")
                    + group.map(name -> " the group " + Quote.of(name)).orElse("") + ".");
        }
        return found;
    }

    private static boolean fits(Optional<String> asked, Optional<String> has) {
        return asked.isEmpty() || asked.equals(has);
    }
}
