package io.leasehold.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command that is ended, with all its children, when it takes longer than its bound. Immutable. */
record BoundedCommand(List<String> command, Duration bound) {

    /** Runs the command; returns why it failed, or nothing. */
    Optional<String> failure(Map<String, String> environment) throws InterruptedException {
        try {
            var log = Files.createTempFile("install-browser", ".log");
            try {
                return failure(environment, log);
            } finally {
                Files.delete(log);
            }
        } catch (IOException e) {
            return Optional.of(e.toString());
        }
    }

    private Optional<String> failure(Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            // Nobody is there to answer a question.
            process.getOutputStream().close();
            if (!process.waitFor(bound.toSeconds(), SECONDS)) {
                return Optional.of("not done after " + bound.toSeconds() + " s; " + gistOf(log));
            }
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of("exit code " + process.exitValue() + "; " + gistOf(log));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Picks the line that names the error, else the last one: a stack trace ends with its least telling line. */
    private static String gistOf(Path log) throws IOException {
        var lines = new String(Files.readAllBytes(log), UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return lines.stream()
                .filter(line -> line.matches("(?i)(.*\\berror: .*|E: .*)"))
                .findFirst()
                .orElse(lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1));
    }
}
