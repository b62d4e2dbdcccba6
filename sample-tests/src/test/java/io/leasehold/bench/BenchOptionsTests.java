package io.leasehold.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which rows a run of the benchmarks measures. Requirement: L1, L2 (their speed). */
final class BenchOptionsTests {

    @Test
    void measuresEverythingFiveTimesUnlessToldOtherwise() {
        BenchOptions options = read(Map.of("bench.rows", "", "bench.rounds", ""));

        assertThat(options.rounds()).isEqualTo(5);
        assertThat(names(options))
                .containsExactly(
                        "lease_overhead",
                        "suite_spa_1",
                        "suite_spa_2",
                        "suite_spa_4",
                        "suite_light_1",
                        "suite_light_2",
                        "suite_light_4",
                        "suite_login_1",
                        "suite_login_2",
                        "suite_login_4",
                        "first_test",
                        "memory_4",
                        "flat_2000",
                        "flat_2000_memory",
                        "readback_reload",
                        "suite_with_registry",
                        "registry_checkout_sqlite_1",
                        "registry_checkout_postgres_1",
                        "registry_checkout_sqlite_8",
                        "registry_checkout_postgres_8",
                        "registry_heartbeat");
    }

    @Test
    void measuresTheRowsThatAreNamed() {
        BenchOptions options = read(Map.of("bench.rows", "first_test, lease_overhead", "bench.rounds", "7"));

        assertThat(options.rounds()).isEqualTo(7);
        assertThat(names(options)).containsExactly("lease_overhead", "first_test");
    }

    @Test
    void refusesARowThatThereIsNot() {
        assertThatThrownBy(() -> names(read(Map.of("bench.rows", "lease_overhead,suite_spa_3"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names suite_spa_3")
                .hasMessageContaining("suite_spa_4");
    }

    @Test
    void refusesNoRounds() {
        assertThatThrownBy(() -> read(Map.of("bench.rounds", "0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'0'");
    }

    private static BenchOptions read(Map<String, String> properties) {
        return BenchOptions.read(name -> properties.getOrDefault(name, ""));
    }

    private static List<String> names(BenchOptions options) {
        return options.choose(Rows.all()).stream()
                .flatMap(experiment -> experiment.goals().stream())
                .map(Goal::name)
                .toList();
    }
}
