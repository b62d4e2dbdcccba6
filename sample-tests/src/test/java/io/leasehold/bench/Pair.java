package io.leasehold.bench;

/** The two figures of one round. */
record Pair(double ours, double other) {}
