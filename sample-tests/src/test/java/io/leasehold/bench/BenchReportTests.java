package io.leasehold.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run of the benchmarks says. Requirement: L1, L2 (their speed). */
final class BenchReportTests {
    private static final Machine MACHINE =
            new Machine(2, 8192, "Linux amd64", "OpenJDK 17", "156.0", "1.62.0", "5.14.4", "abc");
    private static final RowResult MET =
            RowResult.of(new Goal("suite_spa_1", "ms", 0.75, 32), List.of(new Pair(9000.06, 15000)));
    private static final RowResult MISSED =
            RowResult.of(new Goal("lease_overhead", "ms", 1.05, 0), List.of(new Pair(50, 40), new Pair(60, 44)));
    private static final RowResult NOT_MEASURED =
            RowResult.failed(new Goal("first_test", "ms", 1.15, 0), List.of(), "the browser did not start");

    @TempDir
    private Path folder;

    @Test
    void tableIsAlignedAndKeepsRowsThatMiss() {
        String table = new BenchReport(MACHINE, List.of(MET, MISSED, NOT_MEASURED)).table();

        assertThat(table)
                .isEqualTo(
                        """
                        row               ours    other  unit  ratio  target  met
                        suite_spa_1     9000.1  15000.0  ms    0.600    0.75  yes
                        lease_overhead    55.0     42.0  ms    1.310    1.05  no
                        first_test           -        -  ms        -    1.15  not measured
                        first_test: the browser did not start
                        """);
    }

    @Test
    void fileHasEveryRowWithItsRounds() throws IOException {
        Path file = folder.resolve("deep/results.json");
        new BenchReport(MACHINE, List.of(MET, MISSED, NOT_MEASURED)).write(file);

        JsonNode report = new ObjectMapper().readTree(file.toFile());
        JsonNode row = report.path("rows").path(1);
        assertThat(report.path("rows")).hasSize(3);
        assertThat(row.path("name").asText()).isEqualTo("lease_overhead");
        assertThat(row.path("ours").asDouble()).isEqualTo(55);
        assertThat(row.path("other").asDouble()).isEqualTo(42);
        assertThat(row.path("ratio").asDouble()).isEqualTo(1.31);
        assertThat(row.path("target").asDouble()).isEqualTo(1.05);
        assertThat(row.path("met").isBoolean()).isTrue();
        assertThat(row.path("met").asBoolean()).isFalse();
        assertThat(row.path("unit").asText()).isEqualTo("ms");
        assertThat(row.path("rounds").asInt()).isEqualTo(2);
        assertThat(row.path("raw").path(1).path("other").asDouble()).isEqualTo(44);
        assertThat(report.path("machine").path("processors").asInt()).isEqualTo(2);
    }

    @Test
    void fileLeavesOutWhatWasNotMeasured() throws IOException {
        Path file = folder.resolve("results.json");
        new BenchReport(MACHINE, List.of(NOT_MEASURED)).write(file);

        JsonNode row = new ObjectMapper().readTree(file.toFile()).path("rows").path(0);
        assertThat(row.has("ours")).isFalse();
        assertThat(row.has("ratio")).isFalse();
        assertThat(row.path("met").asBoolean()).isFalse();
        assertThat(row.path("failure").asText()).isEqualTo("the browser did not start");
    }
}
