package io.leasehold;

import java.util.Objects;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Names one lease. Immutable, and never used twice.
 *
 * @param value the id as it stands in messages and records
 * @since 0.1.0
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public record LeaseId(String value) {

    /** Checks the id. */
    public LeaseId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("A lease id is blank: every lease has a text that names it.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
