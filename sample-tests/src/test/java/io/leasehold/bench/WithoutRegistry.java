package io.leasehold.bench;

import java.util.List;

/**
 * A suite as it is, against the same run less the time that its threads were in the registry. There is no way to lease
 * without one, so the other side cannot be run.
 */
record WithoutRegistry(Goal goal, ChildTask task) implements Experiment {
    @Override
    public List<Goal> goals() {
        return List.of(goal);
    }

    @Override
    public List<Pair> round(ChildRuns runs, int number) {
        ChildResult result = runs.run(task, run(number, "ours"));
        double suite = result.figure(ChildResult.SUITE);
        return List.of(new Pair(suite, suite - result.figure(ChildResult.REGISTRY)));
    }
}
