package io.leasehold.bench;

/**
 * A row of the report, before it is measured.
 *
 * @param name how it is called
 * @param unit of both figures
 * @param target the greatest ratio of ours to the other that is good
 * @param tests how many tests a figure is the sum of; 0 where it is no sum
 */
record Goal(String name, String unit, double target, int tests) {}
