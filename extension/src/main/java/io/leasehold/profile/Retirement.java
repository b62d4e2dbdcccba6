package io.leasehold.profile;

import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * When a profile's context is replaced by a new one, from the saved login state. Immutable.
 *
 * @param idle how long nobody has used it
 * @param age how long it has been open
 * @param leases how many tests and classes have leased it
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public record Retirement(Optional<Duration> idle, Optional<Duration> age, Optional<Integer> leases) {

    /** The context lasts as long as the run. */
    public static final Retirement NEVER = new Retirement(Optional.empty(), Optional.empty(), Optional.empty());

    /** Refuses limits that no context could meet. */
    public Retirement {
        if (idle.filter(Retirement::isNoTime).isPresent()
                || age.filter(Retirement::isNoTime).isPresent()
                || leases.filter(count -> count < 1).isPresent()) {
            throw new IllegalArgumentException("Durations are above zero, and leases are at least 1.");
        }
    }

    private static boolean isNoTime(Duration duration) {
        return duration.isZero() || duration.isNegative();
    }
}
