package io.leasehold.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The processes that this JVM started, as Linux shows them, and what a test does to them. */
final class Processes {

    private static final Path PROC = Path.of("/proc");
    private static final String SOCKETS = "PWTEST_SOCKETS_DIR=";
    /** After the name of the program, which may hold spaces, come its state and, as the 12th, its ticks. */
    private static final int STATE = 0;

    private static final int USER_TICKS = 11;

    private Processes() {}

    static void assumeTheyCanBeSeen() {
        assumeTrue(Files.isReadable(PROC.resolve("self/stat")), "this system does not show its processes in /proc");
    }

    /** Returns what this JVM started, and what that started, as long as it runs. */
    static Set<ProcessHandle> all() {
        return ProcessHandle.current()
                .descendants()
                .filter(Processes::isRunning)
                .collect(Collectors.toSet());
    }

    /** Tells whether a process runs; one that has ended and that its parent has not asked after does not. */
    static boolean isRunning(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        List<String> columns = stat(process);
        return !columns.isEmpty() && !"ZX".contains(columns.get(STATE));
    }

    /** Returns the main process of the one browser that runs: what it starts has a type, a script around it has not. */
    static ProcessHandle browser() {
        List<ProcessHandle> found = all().stream()
                .filter(process -> !hasType(process, ""))
                .filter(process -> process.children().anyMatch(child -> hasType(child, "")))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("One browser was expected, but " + found.size() + " run.");
        }
        return found.get(0);
    }

    /** Returns the driver that started the one browser that runs. */
    static ProcessHandle driver() {
        ProcessHandle at = browser();
        while (!at.parent().map(ProcessHandle.current()::equals).orElse(true)) {
            at = at.parent().orElseThrow();
        }
        return at;
    }

    static List<ProcessHandle> renderers() {
        return all().stream().filter(process -> hasType(process, "renderer")).toList();
    }

    private static boolean hasType(ProcessHandle process, String type) {
        // Chromium writes the command lines of what it starts anew, with spaces.
        return words(process, "cmdline").stream().anyMatch(word -> word.contains("--type=" + type));
    }

    /** Returns how much of the processor's time a process has used, in ticks of the system. */
    static long ticks(ProcessHandle process) {
        List<String> columns = stat(process);
        return columns.isEmpty() ? 0 : Long.parseLong(columns.get(USER_TICKS));
    }

    /** Returns the private folders of the runs whose drivers these are. */
    static Set<Path> privateFolders(Set<ProcessHandle> processes) {
        return processes.stream()
                .flatMap(process -> words(process, "environ").stream())
                .filter(word -> word.startsWith(SOCKETS))
                .map(word -> Path.of(word.substring(SOCKETS.length())).getParent())
                .collect(Collectors.toSet());
    }

    /** Stops a process where it is: it lives, and answers nobody. */
    static void stop(ProcessHandle process) {
        signal("-STOP", process);
    }

    /** Lets a stopped process go on. */
    static void resume(ProcessHandle process) {
        signal("-CONT", process);
    }

    /** Ends a process without asking it. */
    static void kill(ProcessHandle process) {
        signal("-KILL", process);
    }

    private static void signal(String signal, ProcessHandle process) {
        try {
            Process sent = new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start();
            if (!sent.waitFor(10, TimeUnit.SECONDS) || sent.exitValue() != 0) {
                throw new AssertionError("kill " + signal + " did not work.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while sending a signal.", e);
        }
    }

    static String describe(ProcessHandle process) {
        return process.pid() + " " + words(process, "cmdline").stream().limit(3).collect(Collectors.joining(" "));
    }

    private static List<String> stat(ProcessHandle process) {
        String line = text(process, "stat");
        return line.isEmpty()
                ? List.of()
                : List.of(line.substring(line.lastIndexOf(')') + 1).strip().split(" "));
    }

    private static List<String> words(ProcessHandle process, String file) {
        return Arrays.asList(text(process, file).split("\0"));
    }

    private static String text(ProcessHandle process, String file) {
        try {
            byte[] bytes = Files.readAllBytes(
                    PROC.resolve(String.valueOf(process.pid())).resolve(file));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            // It ended meanwhile.
            return "";
        }
    }
}
