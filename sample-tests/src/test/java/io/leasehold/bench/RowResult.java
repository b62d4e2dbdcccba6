package io.leasehold.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the report.
 *
 * @param name which row
 * @param ours the median of our rounds; null when it could not be measured
 * @param other the median of the other's rounds
 * @param ratio ours to the other
 * @param target the greatest ratio that is good
 * @param met whether it is
 * @param unit of the figures
 * @param rounds how many were taken
 * @param oursPerTest ours for one test, where a round is a suite
 * @param otherPerTest the other's
 * @param raw every round, in order
 * @param failure why it could not be measured
 */
@JsonInclude(Include.NON_NULL)
record RowResult(
        String name,
        @Nullable Double ours,
        @Nullable Double other,
        @Nullable Double ratio,
        double target,
        boolean met,
        String unit,
        int rounds,
        @Nullable Double oursPerTest,
        @Nullable Double otherPerTest,
        List<Pair> raw,
        @Nullable String failure) {

    RowResult {
        raw = List.copyOf(raw);
    }

    static RowResult of(Goal goal, List<Pair> raw) {
        double ours = Median.of(raw.stream().map(Pair::ours).toList());
        double other = Median.of(raw.stream().map(Pair::other).toList());
        double ratio = ours / other;
        return new RowResult(
                goal.name(),
                rounded(ours, 100),
                rounded(other, 100),
                rounded(ratio, 1000),
                goal.target(),
                // Not the rounded one: what is just above the target misses it.
                ratio <= goal.target(),
                goal.unit(),
                raw.size(),
                perTest(ours, goal),
                perTest(other, goal),
                raw,
                null);
    }

    /** A row that could not be measured stays in the report, and says why. */
    static RowResult failed(Goal goal, List<Pair> raw, String why) {
        return new RowResult(
                goal.name(), null, null, null, goal.target(), false, goal.unit(), raw.size(), null, null, raw, why);
    }

    private static @Nullable Double perTest(double sum, Goal goal) {
        return goal.tests() == 0 ? null : (Double) rounded(sum / goal.tests(), 100);
    }

    private static double rounded(double figure, double parts) {
        return Math.round(figure * parts) / parts;
    }
}
