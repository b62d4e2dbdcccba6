package io.leasehold.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A string value of the profiles file, which may hold placeholders. Immutable. */
record Template(String source, List<Part> parts) {

    static final String ACCEPTED =
            "Accepted: ${env:NAME}, ${env:NAME:-default}, ${property:name}, ${property:name:-default}.";

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{(?:(?<env>env):(?<variable>[A-Za-z_][A-Za-z0-9_]{0,127})"
                    + "|property:(?<property>[A-Za-z0-9_.-]{1,128}?))(?::-(?<fallback>[^}]*))?\\}");

    Template {
        parts = List.copyOf(parts);
    }

    static Template parse(String source) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(source);
        int end = 0;
        while (matcher.find()) {
            literal(source.substring(end, matcher.start())).ifPresent(parts::add);
            parts.add(variable(matcher));
            end = matcher.end();
        }
        literal(source.substring(end)).ifPresent(parts::add);
        return new Template(source, parts);
    }

    private static Optional<Part> literal(String text) {
        if (text.contains("${")) {
            throw new IllegalArgumentException("it holds '${' but no placeholder that is known here. " + ACCEPTED);
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(new Literal(text));
    }

    private static Variable variable(Matcher matcher) {
        boolean environment = matcher.group("env") != null;
        String name = matcher.group(environment ? "variable" : "property");
        return new Variable(environment, name, Optional.ofNullable(matcher.group("fallback")));
    }

    boolean hasPlaceholder() {
        return parts.stream().anyMatch(Variable.class::isInstance);
    }

    /** Whether nothing of the value stands in the file itself, not even a default. */
    boolean comesFromOutside() {
        return hasPlaceholder() && parts.stream().noneMatch(Part::standsInFile);
    }

    List<Variable> missing(Variables variables) {
        return placeholders().stream()
                .filter(variable -> variable.resolve(variables).isEmpty())
                .toList();
    }

    /** The single values that placeholders stand for; a message could show one of them without its neighbours. */
    List<String> values(Variables variables) {
        return placeholders().stream()
                .flatMap(variable -> variable.resolve(variables).stream())
                .toList();
    }

    String resolve(Variables variables) {
        return parts.stream()
                .map(part -> part.resolve(variables)
                        .orElseThrow(() -> new IllegalStateException("A placeholder of " + source + " is unset.")))
                .collect(Collectors.joining());
    }

    private List<Variable> placeholders() {
        return parts.stream()
                .filter(Variable.class::isInstance)
                .map(Variable.class::cast)
                .toList();
    }

    @Override
    public String toString() {
        return hasPlaceholder() ? source : "literal";
    }

    /** A piece of the value. */
    sealed interface Part {
        Optional<String> resolve(Variables variables);

        boolean standsInFile();
    }

    /** Text that stands for itself. */
    record Literal(String text) implements Part {
        @Override
        public Optional<String> resolve(Variables variables) {
            return Optional.of(text);
        }

        @Override
        public boolean standsInFile() {
            return true;
        }
    }

    /** A placeholder. */
    record Variable(boolean environment, String name, Optional<String> fallback) implements Part {
        @Override
        public Optional<String> resolve(Variables variables) {
            Optional<String> value = environment ? variables.environment(name) : variables.property(name);
            return value.or(() -> fallback);
        }

        @Override
        public boolean standsInFile() {
            return fallback.isPresent();
        }

        String described() {
            return (environment ? "environment variable " : "system property ") + name;
        }

        String fix() {
            return environment ? "Set " + name + " in the environment of the test run" : "Pass -D" + name + "=…";
        }
    }
}
