package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.fixture.SoakResults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One holder at a time, while JVMs are killed and paused at random: what they write without another guard adds up.
 *
 * <p>Requirement: P3, P6, P7, P10.
 */
abstract class ExclusionContract {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold.exclusion");

    /** Two JVMs have to meet in a moment of some milliseconds; one pause past a deadline takes nine seconds of it. */
    private static final Duration FOUND_OUT_WITHIN = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    abstract StoreAddress address(Path folder);

    @Test
    void whatHoldersWriteAddsUpWhileJvmsAreKilledAndPaused() {
        ExclusionRun.Report report = run(new ExclusionRun.Plan(address(folder), 3, 2, 250, 5, 5, Variant.WHOLE));

        assertThat(report.violations()).isEmpty();
        assertThat(report.checkouts()).isGreaterThanOrEqualTo(250);
        assertThat(report.kills()).isGreaterThanOrEqualTo(5);
        assertThat(report.longPauses()).isGreaterThanOrEqualTo(1);
    }

    @Test
    @Tag("soak")
    void whatManyHoldersWriteAddsUpForLong() {
        ExclusionRun.Report report = run(new ExclusionRun.Plan(address(folder), 8, 4, 2_000, 60, 60, Variant.WHOLE));

        SoakResults.note("exclusion: checkouts in " + address(folder).kind(), report.checkouts(), report.violations());
        SoakResults.note("exclusion: kills in " + address(folder).kind(), report.kills(), report.violations());
        SoakResults.note("exclusion: pauses in " + address(folder).kind(), report.pauses(), report.violations());
        assertThat(report.violations()).isEmpty();
        assertThat(report.checkouts()).isGreaterThanOrEqualTo(2_000);
    }

    /** The proof can fail: with one guard of the registry taken out it does, each time. */
    final void assertThatItIsFoundOut(Variant variant) {
        long seed = System.nanoTime();
        // Never enough: who stops in the middle of a write has to wake up again, and to write. One thread each, for
        // another one that is stopped in a transaction would keep all others out of the file until it wakes up.
        ExclusionRun.Plan plan = new ExclusionRun.Plan(address(folder), 4, 1, Integer.MAX_VALUE, 0, 0, variant);
        try (ExclusionRun run = new ExclusionRun(plan, folder, seed)) {
            List<String> violations = run.findOut(FOUND_OUT_WITHIN);
            long seconds = Duration.ofNanos(System.nanoTime() - seed).toSeconds();
            LOGGER.log(
                    System.Logger.Level.INFO,
                    "Seed " + seed + ": " + variant + " found in " + seconds + " s: " + violations.size()
                            + " violations, such as "
                            + violations.stream().limit(2).toList());

            SoakResults.note(
                    "negative control " + variant + " in " + address(folder).kind() + ": violations found",
                    violations.size(),
                    violations.isEmpty() ? List.of("not found in " + seconds + " s") : List.of());
            assertThat(violations).as("%s after %d s", variant, seconds).isNotEmpty();
        }
    }

    private ExclusionRun.Report run(ExclusionRun.Plan plan) {
        long seed = System.nanoTime();
        try (ExclusionRun run = new ExclusionRun(plan, folder, seed)) {
            ExclusionRun.Report report = run.run();
            LOGGER.log(System.Logger.Level.INFO, "Seed " + seed + ": " + report);
            return report;
        }
    }
}
