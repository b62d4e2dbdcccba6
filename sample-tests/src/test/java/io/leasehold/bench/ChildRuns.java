package io.leasehold.bench;

/** Runs tasks, each in a JVM of its own. */
@FunctionalInterface
interface ChildRuns {
    /**
     * Runs a task; its files go into the folder of the run.
     *
     * @throws IllegalStateException when a test failed or did not run as was asked
     */
    ChildResult run(ChildTask task, String run);
}
