package io.leasehold.faults;

import java.time.Duration;

/** The browser of a kept session is killed from outside: the session is this run's own, and opens again. Requirement: L8, L11, L16, D2. */
final class KilledKeptBrowserTests extends LostHostContract {

    @Override
    void fault() {
        Processes.kill(Processes.browser());
    }

    @Override
    String session() {
        return "kept";
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
