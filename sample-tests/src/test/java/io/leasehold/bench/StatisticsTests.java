package io.leasehold.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** How rounds become a row. Requirement: L1, L2 (their speed). */
final class StatisticsTests {
    private static final Goal LEASE = new Goal("lease", "ms", 1.05, 0);
    private static final ChildRuns NOBODY = (task, run) -> {
        throw new AssertionError("Nothing is to be run.");
    };

    @Test
    void medianOfAnOddNumberIsTheOneInTheMiddle() {
        assertThat(Median.of(List.of(9.0, 1.0, 5.0))).isEqualTo(5.0);
    }

    @Test
    void medianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(Median.of(10.0, 1.0, 100.0, 4.0)).isEqualTo(7.0);
    }

    @Test
    void medianLeavesTheOrderOfTheRoundsAlone() {
        double[] rounds = {3, 1, 2};

        assertThat(Median.of(rounds)).isEqualTo(2.0);
        assertThat(rounds).containsExactly(3, 1, 2);
    }

    @Test
    void nothingHasNoMedian() {
        assertThatThrownBy(() -> Median.of()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rowComparesTheMedianOfEachSide() {
        // The median of the ratios of the rounds would be 1.
        RowResult row = RowResult.of(LEASE, List.of(new Pair(10, 10), new Pair(40, 20), new Pair(30, 90)));

        assertThat(row.ours()).isEqualTo(30.0);
        assertThat(row.other()).isEqualTo(20.0);
        assertThat(row.ratio()).isEqualTo(1.5);
        assertThat(row.rounds()).isEqualTo(3);
        assertThat(row.met()).isFalse();
    }

    @Test
    void targetIsMetByWhatIsEqualToItAndMissedByAnythingAbove() {
        assertThat(RowResult.of(LEASE, List.of(new Pair(105, 100))).met()).isTrue();
        // It is rounded for people only.
        RowResult above = RowResult.of(LEASE, List.of(new Pair(105.04, 100)));
        assertThat(above.ratio()).isEqualTo(1.05);
        assertThat(above.met()).isFalse();
    }

    @Test
    void suiteSaysWhatOneTestCosts() {
        Goal suite = new Goal("suite", "ms", 0.75, 32);

        RowResult row = RowResult.of(suite, List.of(new Pair(3200, 6400)));

        assertThat(row.oursPerTest()).isEqualTo(100.0);
        assertThat(row.otherPerTest()).isEqualTo(200.0);
        assertThat(RowResult.of(LEASE, List.of(new Pair(1, 1))).oursPerTest()).isNull();
    }

    @Test
    void whatCouldNotBeMeasuredIsNotMet() {
        RowResult row = RowResult.failed(LEASE, List.of(new Pair(1, 10)), "31 of 32 tests succeeded");

        assertThat(row.met()).isFalse();
        assertThat(row.ours()).isNull();
        assertThat(row.raw()).hasSize(1);
        assertThat(row.failure()).isEqualTo("31 of 32 tests succeeded");
    }

    @Test
    void whoGoesFirstChangesWithEveryRound() {
        StringBuilder order = new StringBuilder();
        Measurement ours = (runs, run) -> order.append('A').length();
        Measurement other = (runs, run) -> order.append('B').length();
        SideBySide experiment = new SideBySide(LEASE, ours, other, false);

        for (int round = 1; round <= 4; round++) {
            order.setLength(0);
            List<Pair> pairs = experiment.round(NOBODY, round);

            assertThat(order).hasToString(round % 2 == 1 ? "AB" : "BA");
            assertThat(pairs.get(0).ours()).isEqualTo(round % 2 == 1 ? 1 : 2, within(0.0));
        }
    }

    @Test
    void longRunComparesLateLeasesWithEarlyOnes() {
        ChildRuns runs = (task, run) -> new ChildResult(
                0, 0, 1, Map.of("earlyLease", 40.0, "lateLease", 44.0, "earlyMemory", 300.0, "lateMemory", 270.0));
        LongRun experiment = new LongRun(ChildTask.longRun(StatisticsTests.class), LEASE, LEASE);

        assertThat(experiment.round(runs, 1)).containsExactly(new Pair(44, 40), new Pair(270, 300));
    }

    @Test
    void theSuiteWithoutItsRegistryIsTheSameRunLessTheTimeInIt() {
        ChildRuns runs = (task, run) -> new ChildResult(32, 0, 2, Map.of("suite", 20_000.0, "registry", 300.0));
        WithoutRegistry experiment = new WithoutRegistry(LEASE, ChildTask.suite(StatisticsTests.class, 2));

        assertThat(experiment.round(runs, 1)).containsExactly(new Pair(20_000, 19_700));
    }

    @ParameterizedTest
    @FieldSource("io.leasehold.bench.RegistryTime#WATCHED")
    void theRegistryIsWatchedByNamesThatItHas(String name) throws ClassNotFoundException {
        assertThat(Class.forName(name).getModule().isNamed()).isFalse();
    }

    @Test
    void memoryOfAProcessIsItsProportionalShare() {
        assertThat(ProportionalSetSize.parse(List.of(
                        "55d0-7fff ---p 00000000 00:00 0 [rollup]",
                        "Rss:              999999 kB",
                        "Pss:              123456 kB",
                        "Pss_Dirty:         50000 kB")))
                .isEqualTo(123_456);
        assertThat(ProportionalSetSize.parse(List.of())).isZero();
    }

    @Test
    void memoryOfThisProcessIsRead() {
        assertThat(ProportionalSetSize.ofTree(ProcessHandle.current())).isGreaterThan(10);
    }
}
