package io.leasehold.harbor;

import io.leasehold.harbor.login.LoginLimits;
import java.time.Duration;

/** A Harbor Supply as the tests start it: fast hashes, no pauses, a clock of their own. */
final class HarborFixture {
    static final String ADMIN = "shop-admin@harbor.example";
    static final String BUYER = "buyer@harbor.example";
    static final String AUDITOR = "auditor@harbor.example";
    static final String TWO_FACTOR = "two-factor@harbor.example";
    static final String SINGLE = "single@harbor.example";

    private HarborFixture() {}

    static HarborSupply start(MovableClock clock, LoginLimits limits, Duration reportDuration) {
        return HarborSupply.start(HarborOptions.defaults()
                .withBcryptCost(4)
                .withLoginLimits(limits)
                .withTimes(new HarborTimes(reportDuration, Duration.ofHours(8), clock)));
    }
}
