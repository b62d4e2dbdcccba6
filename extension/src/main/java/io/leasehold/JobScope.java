package io.leasehold;

import org.apiguardian.api.API;

/**
 * Says for whom a provider job is the only one of its name.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum JobScope {
    /** For the profile; all seats of a profile count as one. */
    PROFILE,
    /** For all profiles with the same {@code platform} in the profiles file. */
    PLATFORM
}
