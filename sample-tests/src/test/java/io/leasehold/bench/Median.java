package io.leasehold.bench;

import java.util.Arrays;
import java.util.Collection;

/** The middle of some figures; of an even number the mean of the two in the middle. */
final class Median {
    private Median() {}

    static double of(Collection<Double> figures) {
        return of(figures.stream().mapToDouble(Double::doubleValue).toArray());
    }

    static double of(double... figures) {
        if (figures.length == 0) {
            throw new IllegalArgumentException("There is no median of nothing.");
        }
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
