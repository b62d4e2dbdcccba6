package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.fixture.SoakResults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * The proof of exclusion can fail: with one guard of the registry taken out it does, each time.
 *
 * <p>Requirement: P3, P6, P7.
 */
final class BrokenRegistryTests {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold.exclusion");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WHOLE")
    @Tag("soak")
    void isFoundOut(Variant variant) {
        long start = System.nanoTime();
        // Never enough: who stops in the middle of a write has to wake up again, and to write. One thread each, for
        // another one that is stopped in a transaction would keep all others out of the file until it wakes up.
        ExclusionRun.Plan plan =
                new ExclusionRun.Plan(StoreAddress.sqlite(folder), 4, 1, Integer.MAX_VALUE, 0, 0, variant);
        try (ExclusionRun run = new ExclusionRun(plan, folder, System.nanoTime())) {
            List<String> violations = run.breakOff(Duration.ofSeconds(40));
            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            LOGGER.log(
                    System.Logger.Level.INFO,
                    variant + " found in " + seconds + " s: " + violations.size() + " violations, such as "
                            + violations.stream().limit(2).toList());

            SoakResults.note(
                    "negative control " + variant + ": violations found",
                    violations.size(),
                    violations.isEmpty() ? List.of("not found in " + seconds + " s") : List.of());
            assertThat(violations).isNotEmpty();
        }
    }
}
