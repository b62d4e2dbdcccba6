package io.leasehold.profile;

import io.leasehold.profile.JsonValue.JsonText;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one login step. */
final class StepReader {

    private static final List<String> ACCEPTED =
            Stream.concat(StepKind.fields().stream(), Stream.of("with")).toList();

    private final ReadScope scope;
    private final Optional<URI> base;

    StepReader(ReadScope scope, Optional<URI> base) {
        this.scope = scope;
        this.base = base;
    }

    Optional<LoginStep> read(JsonValue value) {
        if (value.asObject().isEmpty()) {
            scope.problems().add(value, value.kind() + " stands where a step, an object, is expected.");
            return Optional.empty();
        }
        Fields step = Fields.of(value.asObject().get(), ACCEPTED, scope);
        List<StepKind> kinds = Arrays.stream(StepKind.values())
                .filter(kind -> step.has(kind.field()))
                .toList();
        if (kinds.size() != 1) {
            scope.problems()
                    .add(
                            value,
                            "a step does exactly one thing, and this one does " + kinds.size() + ". Accepted: "
                                    + String.join(", ", StepKind.fields()) + ".");
            return Optional.empty();
        }
        return read(step, kinds.get(0));
    }

    private Optional<LoginStep> read(Fields step, StepKind kind) {
        Optional<String> target = kind == StepKind.GOTO
                ? WebAddress.read(step, kind.field(), base).map(URI::toString)
                : step.text(kind.field());
        if (!kind.takesValue()) {
            step.value("with").ifPresent(value -> scope.problems()
                    .add(value, "'" + kind.field() + "' takes no value. Remove 'with'."));
            return target.map(name -> new LoginStep(kind, name, LoginStep.NOTHING));
        }
        step.require("with", "\"with\": \"${env:NAME}\"");
        Optional<JsonText> text = step.raw("with");
        Optional<Template> value = text.flatMap(step::template);
        if (target.isPresent() && text.isPresent() && value.isPresent()) {
            checkSecrecy(target.get(), text.get(), value.get());
        }
        return target.flatMap(name -> value.map(with -> new LoginStep(kind, name, with)));
    }

    private void checkSecrecy(String target, JsonText where, Template value) {
        if (FieldNames.isOneTimeCode(target)) {
            scope.problems()
                    .add(
                            where,
                            "the field " + Quote.of(target)
                                    + " looks like a verification prompt, which a person answers: no step types into"
                                    + " it, neither a literal value nor ${env:NAME}. Remove the step.");
        } else if (FieldNames.isSecret(target) && !value.comesFromOutside()) {
            scope.problems()
                    .add(
                            where,
                            "the field " + Quote.of(target) + " looks secret, and secrets never stand in this file, not"
                                    + " even as a default. Use ${env:NAME} and set NAME in the environment of the test"
                                    + " run.");
        }
    }
}
