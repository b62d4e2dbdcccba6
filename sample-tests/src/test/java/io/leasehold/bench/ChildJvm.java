package io.leasehold.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts a measured JVM, waits for its end and reads what it wrote. */
final class ChildJvm {
    static final String OUTPUT = "output.txt";
    private static final String RESULT = "result.json";
    private static final String PROPERTIES = "arguments.txt";
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final int SAMPLE_MILLIS = 100;

    private final Path folder;
    private final Map<String, String> properties;

    ChildJvm(Path folder, Map<String, String> properties) {
        this.folder = folder.toAbsolutePath();
        this.properties = properties;
    }

    ChildResult run(ChildTask task) throws IOException {
        Path result = folder.resolve(RESULT);
        Files.deleteIfExists(result);
        Process process = start(task, result);
        try {
            double peak = awaitEnd(process, task.sampled());
            if (!Files.exists(result)) {
                throw new IllegalStateException("The measured JVM ended with " + process.exitValue()
                        + " and wrote nothing; see " + folder.resolve(OUTPUT));
            }
            return new ObjectMapper()
                    .readValue(result.toFile(), ChildResult.class)
                    .with(ChildResult.PEAK_MEMORY, peak);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start(ChildTask task, Path result) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        command.add("@" + writeProperties());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MeasuredRun.class.getName()));
        command.addAll(List.of(task.tests().getName(), task.watch().name(), result.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(OUTPUT).toFile());
        builder.environment().put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        return builder.start();
    }

    /** In a file, for one of them is a password, and command lines are for all to read. */
    private Path writeProperties() throws IOException {
        Path file = folder.resolve(PROPERTIES);
        return Files.write(
                file,
                properties.entrySet().stream()
                        .map(entry -> "\"-D" + entry.getKey() + "=" + entry.getValue() + "\"")
                        .toList());
    }

    /** Returns the greatest memory of the process tree that was seen; 0 when nobody looked. */
    private static double awaitEnd(Process process, boolean sampled) {
        long end = System.nanoTime() + LIMIT.toNanos();
        double peak = 0;
        try {
            while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - end > 0) {
                    throw new IllegalStateException(
                            "The measured JVM did not end within " + LIMIT.toMinutes() + " minutes.");
                }
                peak = sampled ? Math.max(peak, ProportionalSetSize.ofTree(process.toHandle())) : peak;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a measured JVM ran.", e);
        }
        return peak;
    }
}
