package io.leasehold.registry;

import org.apiguardian.api.API;

/** What can be seen of a process from here. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public enum Sight {
    /** It runs, or is stopped and can go on. */
    ALIVE,
    /** It has ended: nothing of it can act any more. */
    GONE,
    /** It is, or was, where nobody can look from here. */
    UNSEEN
}
