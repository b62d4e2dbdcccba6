package io.leasehold.registry;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * When a lease is renewed and when it counts as missed. A holder renews six times in a deadline, and stops by itself a
 * renewal and a registry timeout before the deadline, so that it has stopped before anybody may call it stale.
 *
 * @param ttl the renewal deadline
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record LeaseTiming(Duration ttl) {

    /** How long a registry may take to answer. */
    public static final Duration REGISTRY_TIMEOUT = Duration.ofSeconds(2);

    /** The shortest deadline: four renewals and a registry timeout fit in. */
    public static final Duration LEAST_TTL = Duration.ofSeconds(6);

    private static final int RENEWALS = 6;

    /** Checks the deadline. */
    public LeaseTiming {
        if (ttl.compareTo(LEAST_TTL) < 0) {
            throw new IllegalArgumentException("A renewal deadline of " + ttl + " is too short: at least " + LEAST_TTL
                    + ", for four renewals and an answer of the registry have to fit in.");
        }
    }

    /** Returns how often it is renewed. */
    public Duration renewInterval() {
        return ttl.dividedBy(RENEWALS);
    }

    /** Returns how long after the last renewal was sent the holder stops by itself. */
    public Duration selfStop() {
        return ttl.minus(renewInterval()).minus(REGISTRY_TIMEOUT);
    }
}
