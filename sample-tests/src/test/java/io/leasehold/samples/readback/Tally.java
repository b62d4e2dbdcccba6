package io.leasehold.samples.readback;

/** How often a cell passed and failed. */
record Tally(int passed, int failed) {
    int tried() {
        return passed + failed;
    }

    /** Tells whether it went both ways. */
    boolean flipped() {
        return passed > 0 && failed > 0;
    }

    /** Says it in a word, or in a fraction where it went both ways. */
    @Override
    public String toString() {
        if (tried() == 0) {
            return "-";
        }
        if (flipped()) {
            return passed + "/" + tried();
        }
        return passed > 0 ? "passed" : "failed";
    }
}
