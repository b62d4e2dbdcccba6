package io.leasehold.profile;

import io.leasehold.LeaseholdException;
import io.leasehold.ProfileId;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Thrown when a secret is neither in the environment nor in the system properties.
 *
 * @since 0.1.0
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public final class SecretMissingException extends LeaseholdException {

    private static final long serialVersionUID = 1L;

    private final transient ProfileId profile;
    private final String name;

    SecretMissingException(ProfileId profile, String name) {
        super(
                "A secret of profile '" + profile
                        + "' is missing: neither an environment variable nor a system property"
                        + " is called '" + name + "'. Set " + name + " in the environment of the test run. [profile="
                        + profile + "]",
                null);
        this.profile = profile;
        this.name = name;
    }

    /**
     * Names the profile that needs it.
     *
     * @return the profile's id
     */
    public ProfileId profile() {
        return profile;
    }

    /**
     * Names the variable.
     *
     * @return the variable's name
     */
    public String name() {
        return name;
    }
}
