package io.leasehold.registry;

import org.apiguardian.api.API;

/** The answer to a wish for a profile. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public sealed interface Acquisition {

    /**
     * The profile is the holder's.
     *
     * @param sentNanos the holder's own clock just before the wish was sent: its deadline counts from there
     */
    record Acquired(LeaseKey key, long sentNanos) implements Acquisition {}

    /**
     * It is not to be had now.
     *
     * @param ahead how many others wait for it who came before
     */
    record Unavailable(ProfileStatus status, int ahead) implements Acquisition {}
}
