package io.leasehold.registry;

import org.apiguardian.api.API;

/** The answer to a heartbeat. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public sealed interface Renewal {

    /**
     * The lease goes on.
     *
     * @param resumed whether it had been missed meanwhile, and nobody took notice
     */
    record Renewed(boolean resumed) implements Renewal {}

    /**
     * The profile is not the holder's any more.
     *
     * @param why a sentence for people
     */
    record Lost(String why) implements Renewal {}
}
