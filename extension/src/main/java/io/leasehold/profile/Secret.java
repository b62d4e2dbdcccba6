package io.leasehold.profile;

import java.util.Objects;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Holds a value that must not be shown: a password, a token.
 *
 * <p>Printing it gives a mask; only {@link #reveal()} gives the value. It has no equality of its own, so that no map
 * and no assertion message compares or prints it by accident. Immutable.
 *
 * @since 0.1.0
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Wraps a value.
     *
     * @param value the value to hide
     * @return the secret
     */
    public static Secret of(String value) {
        return new Secret(Objects.requireNonNull(value, "value"));
    }

    /**
     * Gives the value itself: type it, and keep it nowhere.
     *
     * @return the value
     */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "Secret[***]";
    }
}
