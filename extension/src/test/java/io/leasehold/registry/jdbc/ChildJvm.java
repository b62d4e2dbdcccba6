package io.leasehold.registry.jdbc;

import io.leasehold.fixture.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that runs a main class of these tests until it is killed, or told to end by the end of its input. */
final class ChildJvm implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path output;
    private int asked;

    private ChildJvm(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static ChildJvm start(Path output, Class<?> main, String... arguments) {
        return start(List.of(), output, main, arguments);
    }

    /** Starts it by another program, such as one that gives it a network of its own. */
    static ChildJvm start(List<String> around, Path output, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(around);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        try {
            return new ChildJvm(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                            .start(),
                    output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a program's JVM when nobody can tell it anything any more; run by the child itself. */
    static void whenTold(Runnable stop) {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // Only the end tells something.
                        }
                    } catch (IOException e) {
                        // An end, too.
                    }
                    stop.run();
                },
                "told-to-end");
        watch.setDaemon(true);
        watch.start();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a word in what it says. */
    void awaitWord(String word) {
        if (!Waiting.until(PATIENCE, () -> output().contains(word) || !process.isAlive()) || !output().contains(word)) {
            throw new AssertionError("The JVM did not say '" + word + "' but: " + output());
        }
    }

    void signal(String name) {
        Signals.send(name, process.pid());
    }

    /** Waits until it is stopped by a signal. */
    void awaitStopped() {
        if (!Waiting.until(PATIENCE, () -> Signals.state(process.pid()).equals("T") || !process.isAlive())
                || !process.isAlive()) {
            throw new AssertionError("The JVM did not stop itself: " + output());
        }
    }

    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Says a line to it. */
    void say(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks one that answers lines, and waits for the answer. */
    String ask(String question) {
        String number = "#" + ++asked;
        say(number + " " + question);
        String begin = number + " ";
        Waiting.until(PATIENCE, () -> !answers(begin).isEmpty() || !isAlive());
        List<String> answers = answers(begin);
        if (answers.isEmpty()) {
            throw new AssertionError("No answer to '" + question + "': " + output());
        }
        return answers.get(0);
    }

    private List<String> answers(String begin) {
        String said = output();
        return said.substring(0, said.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.startsWith(begin))
                .map(line -> line.substring(begin.length()))
                .toList();
    }

    void tellToEnd() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended.
        }
    }

    /** Returns how it ended. */
    int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The JVM " + process.pid() + ", which is in state '"
                        + Signals.state(process.pid()) + "', did not end: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted.", e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
