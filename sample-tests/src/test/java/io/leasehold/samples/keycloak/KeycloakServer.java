package io.leasehold.samples.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keycloak in development mode, in a process of its own on a free port of the loopback address, with a database in memory.
 * Closing it ends the process; so does the end of this JVM. Thread-safe.
 */
final class KeycloakServer implements AutoCloseable {

    /** The administrator that Keycloak makes at its first start; used for its API, not for the console. */
    private static final String ADMIN = "admin";

    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final long LOOK_MILLIS = 200;
    private static final int SHOWN_CHARACTERS = 2_000;
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)");

    private final Process process;
    private final String url;
    private final RealmApi api;
    private final Thread hook;

    private KeycloakServer(Process process, String url, String password, Thread hook) {
        this.process = process;
        this.url = url;
        this.api = new RealmApi(url, ADMIN, password);
        this.hook = hook;
    }

    /**
     * Starts the server of an unpacked distribution, and waits until it answers.
     *
     * @param home the folder that has {@code bin} and {@code lib}
     */
    static KeycloakServer start(Path home) {
        Path log = home.resolveSibling("keycloak.log");
        String password = UUID.randomUUID().toString();
        Process process = launch(home, log, password);
        Thread hook = new Thread(() -> end(process), "keycloak-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return new KeycloakServer(process, awaitAddress(process, log), password, hook);
        } catch (IOException e) {
            end(process);
            throw new UncheckedIOException("The log of Keycloak cannot be read: " + log + ".", e);
        } catch (IllegalStateException e) {
            end(process);
            throw e;
        }
    }

    private static Process launch(Path home, Path log, String password) {
        ProcessBuilder builder =
                new ProcessBuilder(command(home)).redirectErrorStream(true).redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("JAVA_OPTS"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx384m");
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", password);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Keycloak could not be started from " + home + ".", e);
        }
    }

    private static List<String> command(Path home) {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> command = new ArrayList<>(
                windows
                        ? List.of(home.resolve("bin/kc.bat").toString())
                        : List.of("/bin/sh", home.resolve("bin/kc.sh").toString()));
        command.addAll(List.of("start-dev", "--db=dev-mem", "--http-host=127.0.0.1", "--http-port=0"));
        return command;
    }

    /** The port is the system's choice, and Keycloak says which one it got. */
    private static String awaitAddress(Process process, Path log) throws IOException {
        long start = System.nanoTime();
        try {
            while (System.nanoTime() - start < START_LIMIT.toNanos()) {
                boolean ended = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                Matcher listening = LISTENING.matcher(Files.readString(log));
                if (listening.find()) {
                    return listening.group(1);
                }
                if (ended) {
                    throw new IllegalStateException("Keycloak ended with " + process.exitValue() + ": " + end(log));
                }
            }
            throw new IllegalStateException("Keycloak did not start within " + START_LIMIT + ": " + end(log));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Keycloak started.", e);
        }
    }

    private static String end(Path log) throws IOException {
        String text = Files.readString(log);
        return text.substring(Math.max(0, text.length() - SHOWN_CHARACTERS));
    }

    String url() {
        return url;
    }

    /** Returns its REST API, as the administrator. */
    RealmApi api() {
        return api;
    }

    @Override
    public void close() {
        end(process);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook has nothing left to end.
        }
    }

    /** The script passes the signal on; what does not follow it in time is ended, the server before its script. */
    private static void end(Process process) {
        List<ProcessHandle> tree =
                new ArrayList<>(process.toHandle().descendants().toList());
        tree.add(process.toHandle());
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                tree.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            tree.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
