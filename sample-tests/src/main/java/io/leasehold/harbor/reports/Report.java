package io.leasehold.harbor.reports;

/** The report that is being prepared, or the last one. */
record Report(String id, State state, int percent) {
    enum State {
        NONE,
        RUNNING,
        READY,
        FAILED
    }

    static Report none() {
        return new Report("", State.NONE, 0);
    }
}
