package io.leasehold.bench;

import java.util.List;

/** One long leased run: late leases against early ones, in time and in memory. */
record LongRun(ChildTask task, Goal time, Goal memory) implements Experiment {
    @Override
    public List<Goal> goals() {
        return List.of(time, memory);
    }

    @Override
    public List<Pair> round(ChildRuns runs, int number) {
        ChildResult result = runs.run(task, run(number, "ours"));
        return List.of(
                new Pair(result.figure(ChildResult.LATE_LEASE), result.figure(ChildResult.EARLY_LEASE)),
                new Pair(result.figure(ChildResult.LATE_MEMORY), result.figure(ChildResult.EARLY_MEMORY)));
    }
}
