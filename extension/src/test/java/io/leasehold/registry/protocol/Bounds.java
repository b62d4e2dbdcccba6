package io.leasehold.registry.protocol;

import java.util.Arrays;

/**
 * How much happens in an exploration.
 *
 * @param leases how often the profile is given out, at most 3
 * @param asks how often each holder asks, at most 3
 * @param heartbeats how many renewals each lease has, at most 3
 * @param mutations how many mutations each lease has, at most 2, which may overlap
 * @param strays how many messages come a second time, later, at most 3
 * @param acts how much a person does, at most 3
 * @param ttl the deadline in ticks, at most 3
 */
record Bounds(int leases, int asks, int heartbeats, int mutations, int strays, int acts, int ttl) {

    static final Bounds TWO_LEASES = new Bounds(2, 1, 1, 1, 1, 0, 2);
    static final Bounds TWO_MUTATIONS = new Bounds(1, 1, 1, 2, 0, 0, 2);
    static final Bounds WITH_A_PERSON = new Bounds(1, 1, 0, 0, 0, 1, 2);

    /** Reads seven numbers in the order of the components. */
    static Bounds of(String text) {
        int[] numbers =
                Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
        return new Bounds(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
    }

    /** Returns after how many ticks since its last renewal was sent a holder stops by itself. */
    int selfStop() {
        return ttl - 1;
    }
}
