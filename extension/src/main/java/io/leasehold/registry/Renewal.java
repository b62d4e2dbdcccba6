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
     * The profile is not the holder's, or not now.
     *
     * @param why a sentence for people
     * @param forGood whether it never will be again under this lease; if not, an inspection looks at it just now, and may
     *     leave it to its holder
     */
    record Lost(String why, boolean forGood) implements Renewal {

        /** Tells of a lease that is over. */
        public Lost(String why) {
            this(why, true);
        }
    }
}
