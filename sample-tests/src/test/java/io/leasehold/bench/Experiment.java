package io.leasehold.bench;

import java.util.List;

/** Measures one row or several in the same runs. */
interface Experiment {
    /** Returns its rows. */
    List<Goal> goals();

    /** Does what only the first round of all would pay. */
    default void warmUp(ChildRuns runs) {}

    /** Takes one round: a pair for each row. */
    List<Pair> round(ChildRuns runs, int number);

    /** Says where the files of a measurement are. */
    default String run(int number, String side) {
        return goals().get(0).name() + "/" + number + "-" + side;
    }
}
