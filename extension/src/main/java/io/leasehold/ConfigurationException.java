package io.leasehold;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Tells that a setting, or what a setting leads to, cannot be used. Nothing was opened or changed.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class ConfigurationException extends LeaseholdException {

    private static final long serialVersionUID = 1L;

    /** Creates the error. */
    public ConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
