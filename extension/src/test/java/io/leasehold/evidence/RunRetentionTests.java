package io.leasehold.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.LeaseId;
import io.leasehold.fixture.Waiting;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which runs' folders are deleted, and which never are. Requirement: C7. */
final class RunRetentionTests {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path root = Path.of("");

    /** Makes the folder of a run that is over. */
    private Path endedRun(Instant start) {
        try (RunFolder run = RunFolder.create(root, Clock.fixed(start, ZoneOffset.UTC))) {
            Path lease = run.leaseFolder("a.B", "c", new LeaseId("l"));
            Files.writeString(lease.resolve("failure.json"), "{}");
            return run.path();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(int runs) {
        new RunRetention(root, runs).apply();
    }

    @Test
    void theNewestStayWhateverTheirNames() {
        List<Path> runs = new ArrayList<>();
        for (int day = 0; day < 5; day++) {
            runs.add(endedRun(NOON.minus(Duration.ofDays(day))));
        }
        Path earlierToday = endedRun(NOON.minusSeconds(60));

        keep(3);

        assertThat(runs.subList(0, 2))
                .allSatisfy(run -> assertThat(run.resolve("leases")).isDirectory());
        assertThat(earlierToday).isDirectory();
        assertThat(runs.subList(2, 5)).allSatisfy(run -> {
            assertThat(run).doesNotExist();
            assertThat(run.getParent()).doesNotExist();
        });
    }

    @Test
    void aRunThatGoesOnStaysHoweverOldItIs() {
        RunFolder running = RunFolder.create(root, Clock.fixed(NOON.minusSeconds(9_999), ZoneOffset.UTC));
        endedRun(NOON);

        keep(1);
        assertThat(running.path()).isDirectory();
        running.close();
        keep(1);
        assertThat(running.path()).doesNotExist();
    }

    @Test
    void whatIsNotSurelyARunIsLeftAlone() throws IOException {
        endedRun(NOON.minus(Duration.ofDays(3)));
        Path day = root.resolve("runs/2026-11-18");
        Path unmarked = Files.createDirectories(day.resolve("120000-0a1b2c3d"));
        Path renamed = day.resolve("my-notes");
        Files.move(endedRun(NOON.minus(Duration.ofDays(3))), renamed);
        Path foreignMark = Files.createDirectories(day.resolve("theirs"));
        Files.writeString(
                foreignMark.resolve("run.json"), "{\"runId\": \"theirs\", \"startedAt\": \"2020-01-01T00:00:00Z\"}");
        Path damaged = Files.createDirectories(day.resolve("damaged"));
        Files.writeString(damaged.resolve("run.json"), "{\"leasehold\": 1, \"runId\": \"damaged\"");
        Path notADay = Files.createDirectories(root.resolve("runs/archive"));
        Path archived = notADay.resolve("x");
        Path other = endedRun(NOON.minus(Duration.ofDays(4)));
        Files.move(other, archived);
        Path beside = Files.writeString(root.resolve("notes.txt"), "mine");
        endedRun(NOON);

        keep(1);

        assertThat(List.of(unmarked, renamed, foreignMark, damaged, archived))
                .allSatisfy(folder -> assertThat(folder).isDirectory());
        assertThat(beside).exists();
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path precious = Files.createDirectories(root.resolve("precious"));
        Files.writeString(precious.resolve("kept.txt"), "kept");
        Path old = endedRun(NOON.minus(Duration.ofDays(1)));
        Files.createSymbolicLink(old.resolve("leases/link"), precious);
        Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
        Path moved = Files.move(endedRun(NOON.minus(Duration.ofDays(2))), elsewhere.resolve("run"));
        Files.createSymbolicLink(root.resolve("runs/2001-01-01"), elsewhere);
        endedRun(NOON);

        keep(1);

        assertThat(old).doesNotExist();
        assertThat(precious.resolve("kept.txt")).exists();
        assertThat(moved).isDirectory();
    }

    @Test
    void aRootThatIsNotThereIsNoTrouble() {
        new RunRetention(root.resolve("nothing/here"), 1).apply();

        assertThat(root.resolve("nothing")).doesNotExist();
    }

    @Test
    void filesOfARunHaveNamesOfTheirOwn() throws IOException {
        RunFolder run = RunFolder.create(root, Clock.fixed(NOON, ZoneOffset.UTC));
        RunFolder same = RunFolder.create(root, Clock.fixed(NOON, ZoneOffset.UTC), run.runId());
        try (run;
                same;
                OutputStream one = run.newFile("timeline", "jsonl");
                OutputStream other = same.newFile("timeline", "jsonl")) {
            one.write("one".getBytes(StandardCharsets.UTF_8));
            other.write("other".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(run.path().resolve("timeline.jsonl")).hasContent("one");
        assertThat(run.path().resolve("timeline-2.jsonl")).hasContent("other");
    }

    /** Has a run until it is killed. */
    static final class Runner {
        public static void main(String[] arguments) throws IOException {
            RunFolder run = RunFolder.create(
                    Path.of(arguments[0]), Clock.fixed(NOON.minus(Duration.ofDays(9)), ZoneOffset.UTC));
            Path ready = Path.of(arguments[1]);
            Files.writeString(ready.resolveSibling("ready.new"), run.path().toString());
            Files.move(ready.resolveSibling("ready.new"), ready);
            Waiting.until(Duration.ofMinutes(5), () -> false);
        }
    }

    @Test
    @Tag("fault")
    void aRunOfAnotherJvmStaysUntilThatIsKilled(@TempDir Path folder) throws Exception {
        Path ready = folder.resolve("ready");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Runner.class.getName(),
                        root.toString(),
                        ready.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            assertThat(Waiting.until(Duration.ofSeconds(60), () -> Files.exists(ready)))
                    .as(Files.readString(folder.resolve("output")))
                    .isTrue();
            Path run = Path.of(Files.readString(ready));
            endedRun(NOON);

            keep(1);
            assertThat(run).isDirectory();
            process.destroyForcibly().waitFor();
            keep(1);
            assertThat(run).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }
}
