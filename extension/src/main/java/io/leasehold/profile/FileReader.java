package io.leasehold.profile;

import io.leasehold.ProfileId;
import io.leasehold.profile.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the top level of the file: the defaults, the profiles that they complete, and the pools. */
final class FileReader {

    private static final List<String> DEFAULTS = List.of(
            "baseUrl",
            "entryUrl",
            "browser",
            "login",
            "probe",
            "options",
            "retirement",
            "loginBudget",
            "environment",
            "mask");
    private static final List<String> ACCEPTED =
            Stream.concat(DEFAULTS.stream(), Stream.of("profiles", "pools")).toList();
    private static final int MOST_SEATS = 64;

    private final ReadScope scope;

    FileReader(ReadScope scope) {
        this.scope = scope;
    }

    FileContents read(JsonValue top) {
        Optional<JsonObject> object = top.asObject();
        if (object.isEmpty()) {
            scope.problems().add(top, top.kind() + " stands where an object with the field 'profiles' is expected.");
            return FileContents.NONE;
        }
        Fields fields = Fields.of(object.get(), ACCEPTED, scope);
        fields.require("profiles", "\"profiles\": { \"shop-admin\": { \"accountId\": \"admin@shop.example\" } }");
        JsonObject profiles = fields.object("profiles").orElse(JsonObject.empty(JsonPath.TOP));
        if (fields.has("profiles") && profiles.members().isEmpty()) {
            fields.value("profiles").ifPresent(value -> scope.problems().add(value, "it holds no profile. Add one."));
        }
        JsonObject defaults = object.get().only(DEFAULTS);
        Map<String, List<Profile>> read = new LinkedHashMap<>();
        profiles.members().forEach((name, value) -> id(profiles, name)
                .flatMap(id -> profile(id, value, defaults))
                .ifPresent(profile -> read.put(name, seats(profiles, profile, value))));
        checkUnused(defaults, profiles);
        JsonObject pools = fields.object("pools").orElse(JsonObject.empty(JsonPath.TOP));
        return contents(read, new PoolsReader(scope, profiles, read).read(pools));
    }

    private static FileContents contents(Map<String, List<Profile>> named, Map<String, List<Profile>> pools) {
        Map<ProfileId, Profile> all = new LinkedHashMap<>();
        Map<String, List<Profile>> groups = new LinkedHashMap<>(pools);
        named.forEach((name, seats) -> {
            seats.forEach(seat -> all.put(seat.id(), seat));
            if (seats.size() > 1) {
                groups.put(name, seats);
            }
        });
        return new FileContents(all, groups);
    }

    /** Makes the sub-profiles of one whose account may be signed in several times. */
    private List<Profile> seats(JsonObject profiles, Profile profile, JsonValue value) {
        Optional<Integer> seats = value.asObject().flatMap(own -> new Fields(own, scope).count("seats", 2, MOST_SEATS));
        if (seats.isEmpty()) {
            return List.of(profile);
        }
        String name = profile.name();
        try {
            List<Profile> made = IntStream.rangeClosed(1, seats.get())
                    .mapToObj(number -> profile.seat(number, seats.get()))
                    .toList();
            made.stream()
                    .filter(seat -> profiles.members().containsKey(seat.id().value()))
                    .forEach(seat -> refuse(
                            profiles, seat.id().value(), "is a seat of " + Quote.of(name) + " already. Rename it."));
            return made;
        } catch (IllegalArgumentException e) {
            refuse(profiles, name, "is too long for a profile with seats: " + ProfileId.rule());
            return List.of(profile);
        }
    }

    private void refuse(JsonObject profiles, String name, String why) {
        scope.problems().add(profiles.nameAt(name), profiles.path().member(name), Quote.of(name) + " " + why);
    }

    private Optional<ProfileId> id(JsonObject profiles, String name) {
        try {
            return Optional.of(new ProfileId(name));
        } catch (IllegalArgumentException e) {
            refuse(profiles, name, "is not a profile id: " + ProfileId.rule());
            return Optional.empty();
        }
    }

    private Optional<Profile> profile(ProfileId id, JsonValue value, JsonObject defaults) {
        if (value.asObject().isEmpty()) {
            scope.problems().add(value, value.kind() + " stands where a profile, an object, is expected.");
        }
        return value.asObject().flatMap(own -> new ProfileReader(scope).read(id, merged(own, defaults)));
    }

    /** A profile replaces each default as a whole, but for the browser, whose fields it replaces one by one. */
    private static JsonObject merged(JsonObject own, JsonObject defaults) {
        JsonObject merged = own.or(defaults);
        Optional<JsonObject> browser = own.member("browser").flatMap(JsonValue::asObject);
        Optional<JsonObject> common = defaults.member("browser").flatMap(JsonValue::asObject);
        return browser.isPresent() && common.isPresent()
                ? merged.with("browser", browser.get().or(common.get()))
                : merged;
    }

    /** A default that every profile replaces must be right all the same. */
    private void checkUnused(JsonObject defaults, JsonObject profiles) {
        List<JsonObject> all = profiles.members().values().stream()
                .flatMap(value -> value.asObject().stream())
                .toList();
        List<String> unused = DEFAULTS.stream()
                .filter(name -> all.stream().allMatch(own -> own.members().containsKey(name)))
                .toList();
        new ProfileReader(scope).check(defaults.only(unused));
    }
}
