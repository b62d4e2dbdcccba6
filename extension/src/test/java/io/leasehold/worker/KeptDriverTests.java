package io.leasehold.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Playwright's driver is unpacked once, and a JVM that is killed leaves none behind. */
final class KeptDriverTests {

    private static final int LIMIT_SECONDS = 120;
    private static final String UNPACKED_BY_PLAYWRIGHT = "playwright-java-";

    @TempDir
    private Path folder;

    private static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    private static FileTime since(Path driver) throws IOException {
        return Files.getLastModifiedTime(driver.resolve("package/cli.js"));
    }

    private Path aged(String name, Duration age) throws IOException {
        Path one = Files.createDirectories(folder.resolve(name));
        Files.writeString(one.resolve("node"), "");
        Files.setLastModifiedTime(
                one, FileTime.from(Files.getLastModifiedTime(one).toInstant().minus(age)));
        return one;
    }

    @Test
    void isUnpackedOnceAndAgainWhenAPartIsGone() throws Exception {
        Path old = aged("driver-1.2.3-linux-amd64", Duration.ofDays(31));
        Path recent = aged("driver-1.2.4-linux-amd64.77", Duration.ofDays(29));
        Path foreign = aged("notes", Duration.ofDays(31));

        Path driver = KeptDriver.in(folder).orElseThrow();

        assertThat(driver.resolve("node")).isExecutable();
        assertThat(in(folder))
                .containsExactlyInAnyOrder(driver, recent, foreign)
                .doesNotContain(old);
        FileTime since = since(driver);
        assertThat(KeptDriver.in(folder)).contains(driver);
        assertThat(since(driver)).isEqualTo(since);

        Files.delete(driver.resolve("package/cli.js"));
        assertThat(KeptDriver.in(folder)).contains(driver);
        assertThat(driver.resolve("package/cli.js")).isNotEmptyFile();
        assertThat(in(folder)).hasSize(3);
    }

    @Test
    void isNotKeptWhereThatCannotBeDoneSafely() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwx---"));

        assertThat(KeptDriver.in(file)).isEmpty();
        assertThat(KeptDriver.in(file.resolve("below"))).isEmpty();
        assertThat(KeptDriver.in(shared)).isEmpty();
        assertThat(in(shared)).isEmpty();
    }

    /** Ends like a killed JVM: nothing tidies up. */
    private List<String> run(String drivers, Path temporary, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), KeptDriverRun.class.getName()));
        Path own = Files.createTempDirectory(folder, "run");
        command.addAll(List.of(own.toString(), drivers));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(own.resolve("output.txt").toFile())
                .start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        List<String> told = Files.readAllLines(own.resolve("told.txt"));
        assertThat(told).as(Files.readString(own.resolve("output.txt"))).startsWith("1 passed");
        return told;
    }

    private static List<Path> left(Path temporary) throws IOException {
        return in(temporary).stream()
                .filter(one -> one.getFileName().toString().startsWith(UNPACKED_BY_PLAYWRIGHT))
                .toList();
    }

    @Test
    @Tag("browser")
    void runsStartTheOneThatIsKeptAndLeaveNone() throws Exception {
        Path drivers = folder.resolve("kept/drivers");
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        ExecutorService runs = Executors.newFixedThreadPool(2);

        List<Future<List<String>>> both;
        try {
            both = runs.invokeAll(Collections.nCopies(2, () -> run(drivers.toString(), temporary)));
        } finally {
            runs.shutdownNow();
        }

        assertThat(in(drivers)).as("the faster one's, and nothing of the other").hasSize(1);
        Path driver = in(drivers).get(0);
        for (Future<List<String>> one : both) {
            assertThat(one.get())
                    .contains(driver.resolve("node").toString())
                    .contains("NODE_COMPILE_CACHE=" + driver.resolve(".compiled"));
        }
        assertThat(left(temporary)).isEmpty();
    }

    @Test
    @Tag("browser")
    void withoutAFolderEachRunLeavesOne() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path chosen = Files.createDirectory(folder.resolve("chosen"));
        Path drivers = folder.resolve("drivers");

        run("none", temporary);
        run(drivers.toString(), temporary, "-Dplaywright.driver.tmpdir=" + chosen);

        assertThat(left(temporary)).hasSize(1);
        assertThat(left(chosen)).as("where the user said").hasSize(1);
        assertThat(drivers).doesNotExist();
    }
}
