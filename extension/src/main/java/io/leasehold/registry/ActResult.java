package io.leasehold.registry;

import org.apiguardian.api.API;

/**
 * What came of a person's act.
 *
 * @param kind whether it was done
 * @param before the profile before it
 * @param after the profile after it; the same as before when nothing was done
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record ActResult(Kind kind, ProfileStatus before, ProfileStatus after) {

    /** Whether it was done. */
    public enum Kind {
        /** It was done and recorded. */
        DONE,
        /** The profile's state does not allow it. */
        ILLEGAL,
        /** The profile is in use, or its last use is not settled, and the act was not forced. */
        NEEDS_FORCE
    }
}
