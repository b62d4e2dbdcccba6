package io.leasehold.registry;

import org.apiguardian.api.API;

/**
 * How a holder says that its use of a profile ended.
 *
 * @param kind what follows from it
 * @param reason a sentence for people
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Ending(Kind kind, String reason) {

    /** What follows from an ending; the worst comes last. */
    public enum Kind {
        /** Everything went through, or failed as tests may fail: the next one may have it. */
        EXPLAINED(Move.RETURN),
        /** Nobody can say: a person has to look. */
        UNEXPLAINED(Move.RETURN_FOR_REVIEW),
        /** A change may be half done, or it is not the account that it should be. */
        UNSAFE(Move.RETURN_TO_QUARANTINE);

        private final Move move;

        Kind(Move move) {
            this.move = move;
        }

        /** Returns what happens to the profile. */
        public Move move() {
            return move;
        }
    }

    /** Returns the worse of two; of two alike, this one. */
    public Ending worse(Ending other) {
        return other.kind.compareTo(kind) > 0 ? other : this;
    }
}
