package io.leasehold.faults;

import java.time.Duration;

/** The driver of a browser is killed while tests hold leases. Requirement: L8, L11, L16, D2. */
final class KilledDriverTests extends LostHostContract {

    @Override
    void fault() {
        Processes.kill(Processes.driver());
    }

    @Override
    String session() {
        return "fresh";
    }

    @Override
    String why() {
        return "the driver process of its browser ended";
    }

    @Override
    Duration hitLimit() {
        return Duration.ofSeconds(10);
    }
}
