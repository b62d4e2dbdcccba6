package io.leasehold.profile;

/** One thing that is wrong with the file. Immutable. */
record Problem(Position at, JsonPath path, String text) {

    @Override
    public String toString() {
        return at + ", " + (path.isTop() ? "file" : path) + ": " + text;
    }
}
