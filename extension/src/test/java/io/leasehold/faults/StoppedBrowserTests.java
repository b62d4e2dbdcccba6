package io.leasehold.faults;

import java.time.Duration;

/** The browser is stopped while tests hold leases: it lives, and does not answer. Requirement: L8, L11, L16, D2. */
final class StoppedBrowserTests extends LostHostContract {

    @Override
    void fault() {
        Processes.stop(Processes.browser());
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
