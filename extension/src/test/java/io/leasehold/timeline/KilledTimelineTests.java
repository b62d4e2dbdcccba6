package io.leasehold.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.fixture.TimelineFile;
import io.leasehold.fixture.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that is killed leaves a timeline that can be read to its last line. Requirement: D1. */
@Tag("fault")
final class KilledTimelineTests {

    private static final int ROWS = 500;

    /** Tells events until it is killed. */
    static final class Teller {
        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[0]);
            Timeline timeline = Timeline.start(
                    Files.newOutputStream(file, StandardOpenOption.CREATE_NEW),
                    Clock.systemUTC(),
                    new Redaction(text -> text, url -> url, () -> 0));
            for (long number = 1; timeline.tell(TimelineEvent.of(EventKind.FAILURE, Subject.RUN)) > 0; number++) {
                if (number % 50 == 0) {
                    Waiting.until(Duration.ofMillis(20), () -> false);
                }
            }
        }
    }

    @Test
    void itsRowsHaveNoGapAndOnlyTheLastLineMayBeCut(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("timeline.jsonl");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Teller.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            assertThat(Waiting.until(Duration.ofSeconds(60), () -> lines(file).size() >= ROWS))
                    .as(Files.readString(folder.resolve("output")))
                    .isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }

        String text = Files.readString(file);
        Path whole = Files.writeString(folder.resolve("whole"), text.substring(0, text.lastIndexOf('\n') + 1));
        List<Long> numbers = TimelineFile.rows(whole).stream()
                .map(row -> row.path("row").asLong())
                .toList();
        assertThat(numbers)
                .hasSizeGreaterThanOrEqualTo(ROWS)
                .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
