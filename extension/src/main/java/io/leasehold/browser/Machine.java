package io.leasehold.browser;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** What the search for a browser asks of the machine; a test gives it another one. Immutable. */
record Machine(Platform platform, Map<String, String> environment, Path home, Path root) {

    enum Platform {
        LINUX,
        MAC,
        WINDOWS
    }

    Machine {
        environment = Map.copyOf(environment);
    }

    static Machine here() {
        return new Machine(
                platformNamed(System.getProperty("os.name", "")),
                System.getenv(),
                Path.of(System.getProperty("user.home", "")),
                Path.of("/"));
    }

    static Platform platformNamed(String osName) {
        var name = osName.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return Platform.WINDOWS;
        }
        return name.startsWith("mac") ? Platform.MAC : Platform.LINUX;
    }

    /** Returns the variable's value, empty when it is not set. */
    String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    Path variableOr(String name, Path otherwise) {
        var value = variable(name);
        return value.isEmpty() ? otherwise : Path.of(value);
    }
}
