package io.leasehold.registry;

import io.leasehold.ProfileId;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What came of a person's word that another server is the right one.
 *
 * @param kind whether it was accepted
 * @param ended the profiles whose leases were ended by it, and that wait for a review
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record ServerAcceptance(Kind kind, List<ProfileId> ended) {

    /** Takes copies. */
    public ServerAcceptance {
        ended = List.copyOf(ended);
    }

    /** Nothing was done, and why. */
    public static ServerAcceptance nothing(Kind kind) {
        return new ServerAcceptance(kind, List.of());
    }

    /** Whether it was accepted. */
    public enum Kind {
        /** It was, and is written down. */
        ACCEPTED,
        /** The registry is kept to no other server. */
        KNOWN,
        /** The server does not tell this user which one it is. */
        NOT_TOLD,
        /** The server has no registry. */
        NO_REGISTRY
    }
}
