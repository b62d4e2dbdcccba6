package io.leasehold.profile;

import io.leasehold.profile.JsonValue.JsonFlag;
import io.leasehold.profile.JsonValue.JsonList;
import io.leasehold.profile.JsonValue.JsonNumber;
import io.leasehold.profile.JsonValue.JsonObject;
import io.leasehold.profile.JsonValue.JsonText;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The fields of one object of the file; what does not fit becomes a problem and reads as absent. */
final class Fields {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final JsonObject object;
    private final ReadScope scope;

    Fields(JsonObject object, ReadScope scope) {
        this.object = object;
        this.scope = scope;
    }

    /** The fields of an object, after a look for names that it must not have. */
    static Fields of(JsonObject object, List<String> accepted, ReadScope scope) {
        object.members().keySet().stream()
                .filter(name -> !accepted.contains(name))
                .forEach(name -> scope.problems()
                        .add(
                                object.nameAt(name),
                                object.path().member(name),
                                "unknown field " + Quote.of(name) + "." + Nearest.to(name, accepted) + " Accepted: "
                                        + String.join(", ", accepted) + "."));
        return new Fields(object, scope);
    }

    JsonObject object() {
        return object;
    }

    ReadScope scope() {
        return scope;
    }

    boolean has(String name) {
        return object.members().containsKey(name);
    }

    Optional<JsonValue> value(String name) {
        return object.member(name);
    }

    void require(String name, String example) {
        if (!has(name)) {
            missing("the field '" + name + "' is missing: write, for example, " + example + ".");
        }
    }

    void missing(String text) {
        scope.problems().add(object, text);
    }

    Optional<JsonObject> object(String name) {
        Optional<JsonValue> value = value(name);
        Optional<JsonObject> found = value.flatMap(JsonValue::asObject);
        if (found.isEmpty()) {
            value.ifPresent(wrong -> wrongType(wrong, "an object"));
        }
        return found;
    }

    Optional<JsonText> raw(String name) {
        Optional<JsonValue> value = value(name);
        Optional<JsonText> found = value.flatMap(JsonValue::asText);
        if (found.isEmpty()) {
            value.ifPresent(wrong -> wrongType(wrong, "a string"));
        }
        return found.filter(this::filled);
    }

    Optional<String> text(String name) {
        return raw(name).flatMap(this::resolved);
    }

    Optional<Template> template(JsonText text) {
        try {
            return Optional.of(Template.parse(text.value()));
        } catch (IllegalArgumentException e) {
            scope.problems().add(text, e.getMessage() == null ? Template.ACCEPTED : e.getMessage());
            return Optional.empty();
        }
    }

    Optional<Boolean> flag(String name) {
        Optional<JsonValue> value = value(name);
        Optional<JsonFlag> found = value.filter(JsonFlag.class::isInstance).map(JsonFlag.class::cast);
        if (found.isEmpty()) {
            value.ifPresent(wrong -> wrongType(wrong, "true or false"));
        }
        return found.map(JsonFlag::value);
    }

    List<JsonValue> items(String name, String expected) {
        Optional<JsonValue> value = value(name);
        Optional<JsonList> found = value.filter(JsonList.class::isInstance).map(JsonList.class::cast);
        if (found.isEmpty()) {
            value.ifPresent(wrong -> wrongType(wrong, expected));
        }
        return found.map(JsonList::items).orElse(List.of());
    }

    List<String> texts(String name) {
        List<JsonValue> items = items(name, "an array of strings");
        items.stream().filter(item -> item.asText().isEmpty()).forEach(item -> wrongType(item, "a string"));
        return items.stream()
                .flatMap(item -> item.asText().stream())
                .flatMap(item -> resolved(item).stream())
                .toList();
    }

    Optional<Duration> duration(String name) {
        return duration(name, LONGEST, "\"PT10S\" for ten seconds");
    }

    Optional<Duration> duration(String name, Duration longest, String example) {
        return text(name).flatMap(text -> {
            try {
                Duration duration = Duration.parse(text);
                if (duration.compareTo(Duration.ZERO) > 0 && duration.compareTo(longest) <= 0) {
                    return Optional.of(duration);
                }
            } catch (DateTimeException e) {
                // Said below, in the same words as for a duration out of range.
            }
            refuse(
                    name,
                    "is not a duration between PT0.001S and " + longest + ". Write, for example, " + example + ".");
            return Optional.empty();
        });
    }

    /** A whole number of at least 1. */
    Optional<Integer> count(String name) {
        return count(name, 1, 999_999_999);
    }

    /** A whole number between two. */
    Optional<Integer> count(String name, int least, int most) {
        Optional<JsonValue> value = value(name);
        Optional<JsonNumber> found = value.filter(JsonNumber.class::isInstance).map(JsonNumber.class::cast);
        if (found.isEmpty()) {
            value.ifPresent(wrong -> wrongType(wrong, "a whole number"));
        }
        Optional<Integer> count = found.filter(number -> number.digits().matches("[1-9]\\d{0,8}"))
                .map(number -> Integer.valueOf(number.digits()))
                .filter(number -> number >= least && number <= most);
        if (count.isEmpty()) {
            found.ifPresent(number -> scope.problems()
                    .add(
                            number,
                            Quote.of(number.digits()) + " is not a whole number from " + least + " to " + most + "."));
        }
        return count;
    }

    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return text(name).flatMap(text -> {
            List<E> accepted = Arrays.asList(type.getEnumConstants());
            Optional<E> chosen =
                    accepted.stream().filter(one -> spelling(one).equals(text)).findFirst();
            if (chosen.isEmpty()) {
                List<String> spellings = accepted.stream().map(Fields::spelling).toList();
                refuse(
                        name,
                        "is not accepted." + Nearest.to(text, spellings) + " Accepted: "
                                + spellings.stream()
                                        .map(one -> "\"" + one + "\"")
                                        .collect(Collectors.joining(", "))
                                + ".");
            }
            return chosen;
        });
    }

    /** Reports a value as it stands in the file: what a placeholder stands for is not shown. */
    void refuse(String name, String why) {
        value(name).flatMap(JsonValue::asText).ifPresent(text -> scope.problems()
                .add(text, Quote.of(text.value()) + " " + why));
    }

    void wrongType(JsonValue value, String expected) {
        String advice = value.kind().equals("null") ? " Leave the field out if it has no value." : "";
        scope.problems().add(value, value.kind() + " stands where " + expected + " is expected." + advice);
    }

    private boolean filled(JsonText text) {
        if (text.value().isBlank()) {
            scope.problems().add(text, "it is blank. Give it a value, or leave the field out.");
        }
        return !text.value().isBlank();
    }

    private Optional<String> resolved(JsonText text) {
        return template(text).flatMap(template -> {
            List<Template.Variable> missing = template.missing(scope.variables());
            missing.forEach(variable -> scope.problems()
                    .add(
                            text,
                            variable.described() + " is not set. " + variable.fix()
                                    + ", or write a default after ':-'."));
            return missing.isEmpty() ? Optional.of(template.resolve(scope.variables())) : Optional.empty();
        });
    }

    private static String spelling(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
