package io.leasehold.profile;

import java.util.Map;
import java.util.Optional;

/** Variables that a test sets. */
record StubVariables(Map<String, String> environment, Map<String, String> properties) implements Variables {

    static StubVariables of(Map<String, String> environment) {
        return new StubVariables(environment, Map.of());
    }

    @Override
    public Optional<String> environment(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    @Override
    public Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }
}
