package io.leasehold.bench;

/** Takes one figure of one side, in a folder of its own. */
@FunctionalInterface
interface Measurement {
    double take(ChildRuns runs, String run);

    /** The time of the whole suite, from the launcher's start to its end, with browser start and login: what people pay. */
    static Measurement suiteMillis(ChildTask task) {
        return (runs, run) -> runs.run(task, run).figure(ChildResult.SUITE);
    }

    /** Another figure that the measured JVM writes down. */
    static Measurement figure(ChildTask task, String name) {
        return (runs, run) -> runs.run(task, run).figure(name);
    }
}
