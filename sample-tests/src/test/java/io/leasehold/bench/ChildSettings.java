package io.leasehold.bench;

import java.nio.file.Path;
import java.util.Objects;

/** What a measured JVM is told by system properties. */
final class ChildSettings {
    static final String URL = "harbor.url";
    static final String PASSWORD = "harbor.password";
    static final String STATE = "bench.state";
    static final String EXECUTABLE = "bench.executable";
    static final String SWITCH = "bench.switch";
    static final String THREADS = "bench.threads";
    static final String DEBUG_PORT = "bench.debugPort";

    private ChildSettings() {}

    static Path executable() {
        return Path.of(required(EXECUTABLE));
    }

    static String password() {
        return required(PASSWORD);
    }

    static BrowserSwitches switches() {
        return new BrowserSwitches(required(SWITCH));
    }

    static int threads() {
        return Integer.parseInt(required(THREADS));
    }

    static int debugPort() {
        return Integer.parseInt(required(DEBUG_PORT));
    }

    private static String required(String name) {
        return Objects.requireNonNull(System.getProperty(name), "A measured JVM needs -D" + name + "=….");
    }
}
