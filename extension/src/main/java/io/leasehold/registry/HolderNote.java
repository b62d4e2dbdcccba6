package io.leasehold.registry;

import java.time.Instant;
import org.apiguardian.api.API;

/**
 * What a holder had to say while the registry did not answer. Immutable.
 *
 * @param sequence 1 for the lease's first note, then one more each
 * @param at by the clock of the holder's machine, for people
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record HolderNote(long sequence, Instant at, String text) {

    /** Checks the number. */
    public HolderNote {
        if (sequence < 1) {
            throw new IllegalArgumentException("A note has the number " + sequence + ": they begin with 1.");
        }
    }
}
