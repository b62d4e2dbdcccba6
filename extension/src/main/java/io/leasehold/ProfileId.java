package io.leasehold;

import java.util.Objects;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Names a profile. Immutable.
 *
 * @param value the name as it stands in the profiles file
 * @since 0.1.0
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public record ProfileId(String value) {

    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._#-]{0,63}");
    private static final int SHOWN = 80;

    /** Checks the name. */
    public ProfileId {
        Objects.requireNonNull(value, "value");
        if (!ACCEPTED.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + shown(value) + "' is not a profile id: " + rule());
        }
    }

    /**
     * Says which names are accepted.
     *
     * @return a sentence for messages
     */
    public static String rule() {
        return "it must start with a letter or a digit, go on with letters, digits, '.', '_', '#' or '-',"
                + " and have at most 64 characters.";
    }

    private static String shown(String value) {
        String printable = value.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "…";
    }

    @Override
    public String toString() {
        return value;
    }
}
