package io.leasehold.faults;

import java.time.Duration;

/** The driver of a browser is stopped while tests hold leases; killing it then must not leave its browser behind. Requirement: L8, L11, L16, D2. */
final class StoppedDriverTests extends LostHostContract {

    @Override
    void fault() {
        Processes.stop(Processes.driver());
    }

    @Override
    String session() {
        return "fresh";
    }

    @Override
    String why() {
        return "did not answer for";
    }

    @Override
    Duration hitLimit() {
        return Duration.ofSeconds(15);
    }
}
