package io.leasehold.profile;

import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What becomes of a task whose profile is denied.
 *
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public enum OnCheckoutFailure {
    /** It fails. */
    FAIL,
    /** It is aborted, as by an assumption that does not hold. */
    ABORT;

    /**
     * Gives its name in files and settings.
     *
     * @return lower case
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
