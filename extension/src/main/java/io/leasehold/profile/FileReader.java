package io.leasehold.profile;

import io.leasehold.ProfileId;
import io.leasehold.profile.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the top level of the file: the defaults and the profiles that they complete. */
final class FileReader {

    private static final List<String> DEFAULTS =
            List.of("baseUrl", "entryUrl", "browser", "login", "probe", "options", "retirement");
    private static final List<String> ACCEPTED =
            List.of("baseUrl", "entryUrl", "browser", "login", "probe", "options", "retirement", "profiles");

    private final ReadScope scope;

    FileReader(ReadScope scope) {
        this.scope = scope;
    }

    Map<ProfileId, Profile> read(JsonValue top) {
        Optional<JsonObject> object = top.asObject();
        if (object.isEmpty()) {
            scope.problems().add(top, top.kind() + " stands where an object with the field 'profiles' is expected.");
            return Map.of();
        }
        Fields fields = Fields.of(object.get(), ACCEPTED, scope);
        fields.require("profiles", "\"profiles\": { \"shop-admin\": { \"accountId\": \"admin@shop.example\" } }");
        JsonObject profiles = fields.object("profiles").orElse(JsonObject.empty(JsonPath.TOP));
        if (fields.has("profiles") && profiles.members().isEmpty()) {
            fields.value("profiles").ifPresent(value -> scope.problems().add(value, "it holds no profile. Add one."));
        }
        JsonObject defaults = object.get().only(DEFAULTS);
        Map<ProfileId, Profile> read = new LinkedHashMap<>();
        profiles.members().forEach((name, value) -> id(profiles, name)
                .flatMap(id -> profile(id, value, defaults))
                .ifPresent(profile -> read.put(profile.id(), profile)));
        checkUnused(defaults, profiles);
        return read;
    }

    private Optional<ProfileId> id(JsonObject profiles, String name) {
        try {
            return Optional.of(new ProfileId(name));
        } catch (IllegalArgumentException e) {
            scope.problems()
                    .add(
                            profiles.nameAt(name),
                            profiles.path().member(name),
                            Quote.of(name) + " is not a profile id: " + ProfileId.rule());
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
