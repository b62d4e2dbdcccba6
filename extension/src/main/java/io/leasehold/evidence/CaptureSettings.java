package io.leasehold.evidence;

import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How evidence is taken. Immutable.
 *
 * @param timeout the limit of each call to the page
 * @param masks selectors of elements to cover in the screenshot, besides password and one-time-code fields
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public record CaptureSettings(Duration timeout, List<String> masks) {

    /** Copies the selectors. */
    public CaptureSettings {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("A capture timeout of " + timeout + " is not positive.");
        }
        masks = List.copyOf(masks);
    }

    /**
     * Gives the usual settings.
     *
     * @return five seconds, and no further masks
     */
    public static CaptureSettings usual() {
        return new CaptureSettings(Duration.ofSeconds(5), List.of());
    }
}
