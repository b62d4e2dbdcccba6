package io.leasehold.profile;

import io.leasehold.LeaseholdException;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Thrown when a test asks for a profile that the profiles file does not have.
 *
 * @since 0.1.0
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public final class UnknownProfileException extends LeaseholdException {

    private static final long serialVersionUID = 1L;

    private final String requested;

    UnknownProfileException(String requested, List<String> known, String origin) {
        super(text(requested, known, origin), null);
        this.requested = requested;
    }

    private static String text(String requested, List<String> known, String origin) {
        return "No profile is called '" + Quote.shortened(requested) + "': " + origin + " has "
                + String.join(", ", known) + "." + Nearest.to(requested, known)
                + " Correct the name, or add the profile."
                + " [profile=" + Quote.shortened(requested) + "]";
    }

    /**
     * Names what was asked for.
     *
     * @return the name that no profile has
     */
    public String requested() {
        return requested;
    }
}
