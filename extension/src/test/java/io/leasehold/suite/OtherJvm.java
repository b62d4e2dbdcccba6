package io.leasehold.suite;

import io.leasehold.fixture.Command;
import io.leasehold.fixture.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A JVM of its own that runs a main class of the tests, and what it started and left. */
final class OtherJvm implements AutoCloseable {

    private static final Pattern USER_DATA = Pattern.compile("--user-data-dir=(\\S+)");

    private final Process process;

    private OtherJvm(Process process) {
        this.process = process;
    }

    static OtherJvm start(Path folder, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile());
        return new OtherJvm(builder.start());
    }

    Process process() {
        return process;
    }

    /** Returns what it started and what that started. */
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** Returns the private folders of its runs: those with the user data of its browsers. */
    Set<Path> privateFolders() {
        return process.descendants()
                .flatMap(one -> one.info().commandLine().stream())
                .map(USER_DATA::matcher)
                .filter(Matcher::find)
                .map(found -> Path.of(found.group(1)).getParent())
                .collect(Collectors.toSet());
    }

    /**
     * Pauses it.
     *
     * @param isRight whether it is paused in a moment that the test can use; else it goes on, and is paused again
     * @return whether that was possible
     */
    boolean pause(Duration limit, BooleanSupplier isRight) throws InterruptedException {
        String pid = String.valueOf(process.pid());
        return becomes(limit, () -> {
            boolean paused = Command.run("kill", "-STOP", pid)
                    && Waiting.until(Duration.ofSeconds(5), this::isPaused)
                    && isRight.getAsBoolean();
            if (!paused) {
                goOn();
            }
            return paused;
        });
    }

    void goOn() {
        if (!Command.run("kill", "-CONT", String.valueOf(process.pid()))) {
            throw new AssertionError("The paused JVM is gone.");
        }
    }

    private boolean isPaused() {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith(") T", stat.lastIndexOf(')'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a condition without ever sleeping longer than the condition needs, up to a limit. */
    static boolean becomes(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Object pause = new Object();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            synchronized (pause) {
                pause.wait(50);
            }
        }
        return true;
    }

    /** Tells whether all have ended. */
    static boolean noneLives(List<ProcessHandle> processes) {
        return processes.stream().noneMatch(ProcessHandle::isAlive);
    }

    /**
     * Kills it alone.
     *
     * @return whether what it had started followed it within the limit
     */
    boolean kill(Duration limit) throws InterruptedException {
        List<ProcessHandle> started = descendants();
        process.destroyForcibly().waitFor();
        return becomes(limit, () -> noneLives(started));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
