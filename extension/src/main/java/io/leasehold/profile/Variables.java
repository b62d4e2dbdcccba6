package io.leasehold.profile;

import java.util.Optional;

/** Gives the environment variables and system properties that placeholders name. */
interface Variables {

    Optional<String> environment(String name);

    Optional<String> property(String name);

    /** The variables of this process; one that is set to nothing counts as unset, as in a shell's {@code :-}. */
    static Variables ofProcess() {
        return new Variables() {
            @Override
            public Optional<String> environment(String name) {
                return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
            }

            @Override
            public Optional<String> property(String name) {
                return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isEmpty());
            }
        };
    }
}
