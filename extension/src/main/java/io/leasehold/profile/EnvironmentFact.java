package io.leasehold.profile;

import java.util.Objects;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * One thing that an {@link EnvironmentProbe} measured, beside what it has to be.
 *
 * <p>Immutable. All three stand in messages and records.
 *
 * @param name what was measured, in the words of the message: {@code screen width}
 * @param expected what it has to be
 * @param measured what it is
 * @since 0.1.0
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public record EnvironmentFact(String name, String expected, String measured) {

    /** Refuses null. */
    public EnvironmentFact {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(measured, "measured");
    }

    /**
     * Compares the two values.
     *
     * @return whether they differ
     */
    public boolean differs() {
        return !expected.equals(measured);
    }
}
