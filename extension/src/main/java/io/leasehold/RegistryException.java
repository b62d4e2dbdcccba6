package io.leasehold;

import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Tells that the registry of profiles cannot be used, and why. Nothing was lost by it: what was not answered was not
 * counted on.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class RegistryException extends LeaseholdException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String sqlState;

    /**
     * Creates the error.
     *
     * @param sqlState the database's code, if it gave one
     */
    public RegistryException(String message, @Nullable String sqlState, @Nullable Throwable cause) {
        super(message, cause);
        this.sqlState = sqlState;
    }

    /** Returns the database's code, if it gave one. */
    public Optional<String> sqlState() {
        return Optional.ofNullable(sqlState);
    }
}
