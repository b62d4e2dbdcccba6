package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leasehold.registry.ProfileRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command as a process: its exit code, its two streams, and what it does without picocli.
 *
 * <p>Requirement: P12.
 */
final class ProcessTests {

    private static final long LIMIT_SECONDS = 60;

    @TempDir
    private Path folder;

    private record Ended(int code, String out, String err) {}

    private Ended start(Predicate<String> classPath, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(classPath),
                Leasehold.class.getName()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Files.createDirectories(folder.resolve("project")).toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LEASEHOLD_"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), text(out), text(err));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private String classPath(Predicate<String> wanted) {
        return folder.resolve("settings")
                + File.pathSeparator
                + Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(wanted)
                        .collect(Collectors.joining(File.pathSeparator));
    }

    /** An SLF4J without a logger, which a library of the tests brings, complains on the stream of talk. */
    private static boolean any(String entry) {
        return !entry.isEmpty() && !entry.contains("slf4j");
    }

    @Test
    void dataGoesToOneStreamAndTalkToTheOther() throws Exception {
        CommandRun world = CommandRun.in(folder);
        try (ProfileRegistry registry = world.registry()) {
            new History(registry).quarantined("shop-admin", "run-8");
        }
        String home = world.home().toString();

        Ended explained = start(ProcessTests::any, "explain", "shop-admin", "--json", "--home", home);
        assertThat(explained.code()).isZero();
        assertThat(explained.err()).isEmpty();
        assertThat(new ObjectMapper().readTree(explained.out()).get("state").asText())
                .isEqualTo("quarantined");

        Ended unknown = start(ProcessTests::any, "explain", "shop-clerk", "--home", home);
        assertThat(unknown.code()).isEqualTo(4);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err()).contains("No profile 'shop-clerk'");
    }

    /** A home that the tests have from JUnit's own file is the command's too. */
    @Test
    void settingsOfTheTestsAreTheCommandsToo() throws Exception {
        CommandRun world = CommandRun.in(folder);
        try (ProfileRegistry registry = world.registry()) {
            new History(registry).returned("shop-admin", "run-1");
        }
        Files.createDirectories(folder.resolve("settings"));
        Files.writeString(
                folder.resolve("settings").resolve("junit-platform.properties"),
                "leasehold.home=" + world.home().toString().replace("\\", "\\\\"));

        Ended listed = start(ProcessTests::any, "profiles");

        assertThat(listed.out()).contains("shop-admin");
        assertThat(listed.code()).isZero();
    }

    @Test
    void aProjectWithoutARegistryStaysWithoutOne() throws Exception {
        Ended listed = start(ProcessTests::any, "profiles");

        assertThat(listed.code()).isZero();
        assertThat(listed.out()).isEmpty();
        assertThat(listed.err()).contains("There is no registry of profiles yet");
        assertThat(folder.resolve("project")).isEmptyDirectory();
    }

    @Test
    void withoutPicocliItSaysWhatToAdd() throws Exception {
        Ended ended = start(entry -> any(entry) && !entry.contains("picocli"), "profiles");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().strip().lines()).singleElement().asString().contains("info.picocli:picocli");
    }
}
