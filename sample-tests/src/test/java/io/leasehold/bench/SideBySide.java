package io.leasehold.bench;

import java.util.List;

/** Ours and the other, one after the other; who goes first changes with every round. */
record SideBySide(Goal goal, Measurement ours, Measurement other, boolean warm) implements Experiment {
    private static final String OURS = "ours";
    private static final String OTHER = "other";

    @Override
    public List<Goal> goals() {
        return List.of(goal);
    }

    @Override
    public void warmUp(ChildRuns runs) {
        if (warm) {
            take(runs, 0);
        }
    }

    @Override
    public List<Pair> round(ChildRuns runs, int number) {
        return List.of(take(runs, number));
    }

    private Pair take(ChildRuns runs, int number) {
        if (number % 2 == 0) {
            double second = other.take(runs, run(number, OTHER));
            return new Pair(ours.take(runs, run(number, OURS)), second);
        }
        double first = ours.take(runs, run(number, OURS));
        return new Pair(first, other.take(runs, run(number, OTHER)));
    }
}
