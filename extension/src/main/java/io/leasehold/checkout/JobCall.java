package io.leasehold.checkout;

import io.leasehold.ConfigurationException;
import io.leasehold.JobScope;
import io.leasehold.profile.Profile;
import org.apiguardian.api.API;

/**
 * A wish to do a provider job.
 *
 * @param name what the job is called
 * @param profile the account that it is done with
 * @param owner who asks, as messages name it; the same for all that would wait for itself
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record JobCall(String name, JobScope scope, Profile profile, String owner) {

    private static final int LONGEST = 100;

    /** Checks the name. */
    public JobCall {
        if (name.isBlank() || name.length() > LONGEST || name.matches("(?s).*[/\\p{Cntrl}].*")) {
            throw new ConfigurationException(
                    "'" + name.substring(0, Math.min(LONGEST, name.length())).replaceAll("\\p{Cntrl}", "?")
                            + "' is no name for a provider job: it takes a short text of at most " + LONGEST
                            + " characters, without '/'. [" + owner + "]",
                    null);
        }
    }

    /** Returns what nobody else does meanwhile. */
    String mutex() {
        return switch (scope) {
            case PROFILE -> "profile/" + profile.name() + "/" + name;
            case PLATFORM -> "platform/" + platform() + "/" + name;
        };
    }

    private String platform() {
        return profile.platform()
                .orElseThrow(() -> new ConfigurationException(
                        "The provider job '" + name + "' is for a platform, but profile '" + profile.id()
                                + "' has none. Add \"platform\" to the profile, or use the scope PROFILE. [" + owner
                                + "]",
                        null));
    }
}
