package io.leasehold.registry;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What an inspection comes to.
 *
 * @param move CLEAR, REFER or CONDEMN; nothing when the profile stays stale and blocked
 * @param reason why, in words
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Finding(Optional<Move> move, String reason) {

    /** Nothing can have been left half done. */
    public static Finding clear(String reason) {
        return new Finding(Optional.of(Move.CLEAR), reason);
    }

    /** A person has to look. */
    public static Finding refer(String reason) {
        return new Finding(Optional.of(Move.REFER), reason);
    }

    /** A change may be half done. */
    public static Finding condemn(String reason) {
        return new Finding(Optional.of(Move.CONDEMN), reason);
    }

    /** It cannot be settled yet. */
    public static Finding blocked(String reason) {
        return new Finding(Optional.empty(), reason);
    }
}
