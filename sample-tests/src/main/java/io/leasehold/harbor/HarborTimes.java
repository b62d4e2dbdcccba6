package io.leasehold.harbor;

import java.time.Clock;
import java.time.Duration;

/**
 * How long things take, and which clock says so.
 *
 * @param reportDuration how long a report is being prepared
 * @param sessionLifetime how long a session lasts
 * @param clock judges sessions, locks and limits
 */
public record HarborTimes(Duration reportDuration, Duration sessionLifetime, Clock clock) {
    public static final HarborTimes DEFAULT =
            new HarborTimes(Duration.ofSeconds(2), Duration.ofHours(8), Clock.systemUTC());

    public HarborTimes {
        if (reportDuration.isNegative() || sessionLifetime.toSeconds() < 1) {
            throw new IllegalArgumentException("Times must not be negative and a session must last a second, but are "
                    + reportDuration + " for a report and " + sessionLifetime + " for a session.");
        }
    }
}
