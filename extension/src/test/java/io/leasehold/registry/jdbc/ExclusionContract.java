package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.fixture.SoakResults;
import java.nio.file.Path;
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

    private ExclusionRun.Report run(ExclusionRun.Plan plan) {
        long seed = System.nanoTime();
        try (ExclusionRun run = new ExclusionRun(plan, folder, seed)) {
            ExclusionRun.Report report = run.run();
            LOGGER.log(System.Logger.Level.INFO, "Seed " + seed + ": " + report);
            return report;
        }
    }
}
