package io.leasehold.faults;

import java.time.Duration;

/** The browser is killed from outside while tests hold leases. Requirement: L8, L11, L16, D2. */
final class KilledBrowserTests extends LostHostContract {

    @Override
    void fault() {
        Processes.kill(Processes.browser());
    }

    @Override
    String session() {
        return "fresh";
    }

    @Override
    String why() {
        return "the process of its browser ended";
    }

    @Override
    Duration hitLimit() {
        return Duration.ofSeconds(10);
    }
}
