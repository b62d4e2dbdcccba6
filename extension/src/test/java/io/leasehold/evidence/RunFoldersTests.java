package io.leasehold.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirement: P12. */
class RunFoldersTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T23:59:58Z"), ZoneOffset.UTC);

    @TempDir
    private Path root = Path.of("");

    @Test
    void findsTheFolderOfARunOfWhateverDay() {
        RunFolder earlier = RunFolder.create(root, CLOCK);
        RunFolder later = RunFolder.create(root, Clock.offset(CLOCK, Duration.ofDays(1)));

        assertThat(new RunFolders(root).find(earlier.runId())).contains(earlier.path());
        assertThat(new RunFolders(root).find(later.runId())).contains(later.path());
    }

    @Test
    void theLastDayCountsWhereSeveralHaveTheSameRun() {
        RunFolder.create(root, CLOCK, "ci-7");
        RunFolder later = RunFolder.create(root, Clock.offset(CLOCK, Duration.ofDays(1)), "ci-7");

        assertThat(new RunFolders(root).find("ci-7")).contains(later.path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../2026-11-21/ci-7", "ci-7/", "c*", "CI-8", "leases"})
    void whatIsNoNameOfARunIsFoundNowhere(String runId) {
        RunFolder.create(root, CLOCK, "ci-7");

        assertThat(new RunFolders(root).find(runId)).isEmpty();
    }

    @Test
    void aFolderThatIsNoRunsIsNone() throws IOException {
        Files.createDirectories(root.resolve("runs/2026-11-21/ci-7"));

        assertThat(new RunFolders(root).find("ci-7")).isEmpty();
        assertThat(new RunFolders(root.resolve("nowhere")).find("ci-7")).isEmpty();
    }

    @Test
    void aLinkIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        RunFolder run = RunFolder.create(elsewhere, CLOCK, "ci-7");
        Files.createDirectories(root.resolve("runs/2026-11-21"));
        Files.createSymbolicLink(root.resolve("runs/2026-11-21/ci-7"), run.path());

        assertThat(new RunFolders(root).find("ci-7")).isEmpty();
    }
}
