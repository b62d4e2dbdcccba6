package io.leasehold.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of the file that knows where it stands. Immutable. */
sealed interface JsonValue {

    Position at();

    JsonPath path();

    /** What it is, in the words of messages. */
    String kind();

    default Optional<JsonText> asText() {
        return Optional.empty();
    }

    default Optional<JsonObject> asObject() {
        return Optional.empty();
    }

    /** A string. */
    record JsonText(Position at, JsonPath path, String value) implements JsonValue {
        @Override
        public String kind() {
            return "a string";
        }

        @Override
        public Optional<JsonText> asText() {
            return Optional.of(this);
        }
    }

    /** {@code true} or {@code false}. */
    record JsonFlag(Position at, JsonPath path, boolean value) implements JsonValue {
        @Override
        public String kind() {
            return "a boolean";
        }
    }

    /** A number, as its digits stand in the file. */
    record JsonNumber(Position at, JsonPath path, String digits) implements JsonValue {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /** Null, which nothing in the file takes. */
    record JsonOther(Position at, JsonPath path, String kind) implements JsonValue {}

    /** An array. */
    record JsonList(Position at, JsonPath path, List<JsonValue> items) implements JsonValue {
        public JsonList {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "an array";
        }
    }

    /** An object; each name has the place where it stands. */
    record JsonObject(Position at, JsonPath path, Map<String, JsonValue> members, Map<String, Position> names)
            implements JsonValue {
        public JsonObject {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
            names = Map.copyOf(names);
        }

        static JsonObject empty(JsonPath path) {
            return new JsonObject(Position.START, path, Map.of(), Map.of());
        }

        @Override
        public String kind() {
            return "an object";
        }

        @Override
        public Optional<JsonObject> asObject() {
            return Optional.of(this);
        }

        Optional<JsonValue> member(String name) {
            return Optional.ofNullable(members.get(name));
        }

        Position nameAt(String name) {
            return names.getOrDefault(name, at);
        }

        JsonObject only(List<String> kept) {
            Map<String, JsonValue> chosen = new LinkedHashMap<>(members);
            chosen.keySet().retainAll(kept);
            return new JsonObject(at, path, chosen, names);
        }

        /** This object, completed by the members that only the other one has. */
        JsonObject or(JsonObject defaults) {
            Map<String, JsonValue> merged = new LinkedHashMap<>(members);
            defaults.members.forEach(merged::putIfAbsent);
            Map<String, Position> places = new LinkedHashMap<>(names);
            defaults.names.forEach(places::putIfAbsent);
            return new JsonObject(at, path, merged, places);
        }

        JsonObject with(String name, JsonValue value) {
            Map<String, JsonValue> changed = new LinkedHashMap<>(members);
            changed.put(name, value);
            return new JsonObject(at, path, changed, names);
        }
    }
}
