package io.leasehold.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.leasehold.profile.JsonValue.JsonFlag;
import io.leasehold.profile.JsonValue.JsonList;
import io.leasehold.profile.JsonValue.JsonNumber;
import io.leasehold.profile.JsonValue.JsonObject;
import io.leasehold.profile.JsonValue.JsonOther;
import io.leasehold.profile.JsonValue.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads JSON into values that know where they stand, and notes each duplicate name. Thread-confined. */
final class JsonTreeReader {

    static final int DEPTH = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final Problems problems;

    JsonTreeReader(Problems problems) {
        this.problems = problems;
    }

    Optional<JsonValue> read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return document(parser);
        } catch (IOException e) {
            throw new UncheckedIOException("A string could not be read.", e);
        }
    }

    private Optional<JsonValue> document(JsonParser parser) throws IOException {
        try {
            if (parser.nextToken() == null) {
                problems.add(Position.START, JsonPath.TOP, "it is empty: a JSON object is expected.");
                return Optional.empty();
            }
            JsonValue value = value(parser, JsonPath.TOP);
            if (parser.nextToken() != null) {
                problems.add(place(parser), JsonPath.TOP, "there is more after the end of the JSON object.");
            }
            return Optional.of(value);
        } catch (JsonProcessingException e) {
            Position at =
                    e.getLocation() == null ? Position.of(parser.currentLocation()) : Position.of(e.getLocation());
            problems.add(at, JsonPath.TOP, reason(e));
            return Optional.empty();
        }
    }

    /** Jackson quotes the token that it could not read, which may be a password that lacks its quotes. */
    private static String reason(JsonProcessingException failure) {
        if (failure instanceof JsonEOFException) {
            return "it is not JSON: it ends in the middle of a value.";
        }
        String detail = failure.getOriginalMessage().replaceAll("(?s)^Unrecognized token '.*?':", "Unknown token:");
        if (failure instanceof StreamConstraintsException) {
            return detail.contains("depth")
                    ? "values are nested deeper than " + DEPTH + " levels."
                    : "a number or a name is too long.";
        }
        return "it is not JSON: " + detail + ".";
    }

    private JsonValue value(JsonParser parser, JsonPath path) throws IOException {
        Position at = place(parser);
        @Nullable JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return object(parser, at, path);
        }
        if (token == JsonToken.START_ARRAY) {
            return list(parser, at, path);
        }
        if (token == JsonToken.VALUE_STRING) {
            return new JsonText(at, path, parser.getText());
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return new JsonFlag(at, path, token == JsonToken.VALUE_TRUE);
        }
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return new JsonNumber(at, path, parser.getText());
        }
        return new JsonOther(at, path, "null");
    }

    private JsonObject object(JsonParser parser, Position at, JsonPath path) throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        Map<String, Position> names = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Position nameAt = place(parser);
            JsonPath child = path.member(name);
            parser.nextToken();
            JsonValue value = value(parser, child);
            @Nullable Position first = names.putIfAbsent(name, nameAt);
            if (first != null) {
                problems.add(nameAt, child, "this name stands twice; the first is at " + first + ".");
            } else {
                members.put(name, value);
            }
        }
        return new JsonObject(at, path, members, names);
    }

    private JsonList list(JsonParser parser, Position at, JsonPath path) throws IOException {
        List<JsonValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, path.item(items.size())));
        }
        return new JsonList(at, path, items);
    }

    private static Position place(JsonParser parser) {
        return Position.of(parser.currentTokenLocation());
    }
}
