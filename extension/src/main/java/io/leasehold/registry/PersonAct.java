package io.leasehold.registry;

import org.apiguardian.api.API;

/**
 * What a person does to a profile.
 *
 * @param move one of the moves of a person: APPROVE, QUARANTINE, DISABLE, ENABLE
 * @param person the person's name
 * @param note why; not blank
 * @param force whether a lease that is active or not yet inspected is ended by it
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record PersonAct(Move move, String person, String note, boolean force) {

    private static final int LONGEST = 2_000;

    /** Checks that it is a person's act and says who and why. */
    public PersonAct {
        if (move != Move.APPROVE && move != Move.QUARANTINE && move != Move.DISABLE && move != Move.ENABLE) {
            throw new IllegalArgumentException(move + " is no act of a person.");
        }
        if (person.isBlank() || note.isBlank()) {
            throw new IllegalArgumentException("An act needs a person's name and a note that says why.");
        }
        if (person.length() > LONGEST || note.length() > LONGEST) {
            throw new IllegalArgumentException("Name and note have at most " + LONGEST + " characters each.");
        }
    }
}
