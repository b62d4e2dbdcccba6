package io.leasehold.page;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says of each lease that nobody has used for long where it was acquired. Thread-safe. */
final class IdleLeases {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");

    private final Duration limit;
    private final Set<ProfileHold> active = ConcurrentHashMap.newKeySet();
    private final Set<ProfileHold> warned = ConcurrentHashMap.newKeySet();

    IdleLeases(Duration limit) {
        this.limit = limit;
    }

    void began(ProfileHold hold) {
        active.add(hold);
    }

    void ended(ProfileHold hold) {
        active.remove(hold);
        warned.remove(hold);
    }

    /** Looks at all leases once; each is named once. */
    void warn() {
        for (ProfileHold hold : active) {
            if (hold.idle().compareTo(limit) > 0 && warned.add(hold)) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "Nobody has used a leased page for " + hold.idle().toSeconds()
                                + " s; it keeps the context of its profile open. Its test may hang, or wait for"
                                + " something that does not come: see where it was acquired, and what that test's thread"
                                + " does. [" + hold.describe() + "]",
                        hold.acquiredAt());
            }
        }
    }
}
