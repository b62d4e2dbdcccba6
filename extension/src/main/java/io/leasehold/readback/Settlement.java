package io.leasehold.readback;

import java.time.Duration;
import java.util.List;

/**
 * How a change settled.
 *
 * @param writes the requests that count as the change
 * @param answered whether all that was waited for came
 * @param conditionMet whether the test's own condition came true, if it gave one
 * @param conditional whether it gave one
 * @param waited how long it took
 */
record Settlement(List<Sent> writes, boolean answered, boolean conditionMet, boolean conditional, Duration waited) {

    Settlement {
        writes = List.copyOf(writes);
    }

    /** Tells whether the server may still do what it was asked for. */
    boolean isPending() {
        return writes.stream()
                .anyMatch(one -> !one.isAnswered() && one.failure().isEmpty() && !one.outlivesThePage());
    }
}
