package io.leasehold.registry;

import io.leasehold.ProfileId;
import org.apiguardian.api.API;

/**
 * What the registry knows of a profile besides its state. Texts that the profiles file does not give are empty.
 *
 * @param account the account that it signs in with
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record ProfileEntry(ProfileId id, String account, String platform, String group, String proxy) {

    /** Makes an entry of which only the account is known. */
    public static ProfileEntry of(ProfileId id, String account) {
        return new ProfileEntry(id, account, "", "", "");
    }
}
