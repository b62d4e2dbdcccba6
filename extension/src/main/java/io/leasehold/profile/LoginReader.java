package io.leasehold.profile;

import io.leasehold.profile.JsonValue.JsonObject;
import io.leasehold.profile.JsonValue.JsonText;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the field {@code login}: a class name, or steps. */
final class LoginReader {

    private static final List<String> ACCEPTED = List.of("url", "steps", "timeout");
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final ReadScope scope;

    LoginReader(ReadScope scope) {
        this.scope = scope;
    }

    Optional<LoginWorkflow> read(Fields profile, Optional<URI> base) {
        Optional<JsonValue> value = profile.value("login");
        Optional<JsonText> named = value.flatMap(JsonValue::asText);
        if (named.isPresent()) {
            return profile.text("login")
                    .flatMap(name -> new Instances(scope).create(named.get(), name, LoginWorkflow.class));
        }
        Optional<JsonObject> steps = value.flatMap(JsonValue::asObject);
        if (steps.isEmpty()) {
            value.ifPresent(wrong -> profile.wrongType(wrong, "a class name or an object with steps"));
        }
        return steps.map(object -> steps(Fields.of(object, ACCEPTED, scope), base));
    }

    private LoginWorkflow steps(Fields login, Optional<URI> base) {
        login.require("steps", "\"steps\": [ { \"click\": \"Sign in\" } ]");
        List<JsonValue> items = login.items("steps", "an array of steps");
        if (login.has("steps") && items.isEmpty()) {
            login.value("steps").filter(JsonValue.JsonList.class::isInstance).ifPresent(empty -> scope.problems()
                    .add(empty, "it holds no step. Add one."));
        }
        StepReader reader = new StepReader(scope, base);
        List<LoginStep> steps =
                items.stream().flatMap(item -> reader.read(item).stream()).toList();
        Optional<URI> start = WebAddress.read(login, "url", base);
        return new StepsLogin(start, steps, login.duration("timeout").orElse(TIMEOUT));
    }
}
