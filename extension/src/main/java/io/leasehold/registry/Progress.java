package io.leasehold.registry;

import org.apiguardian.api.API;

/**
 * What a holder says it is doing. Texts are redacted by whoever fills it.
 *
 * @param step the step under way; may be empty
 * @param url where a tab of it is, without query and fragment; may be empty
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Progress(String step, String url) {

    private static final int LONGEST = 500;

    /** Nothing to say. */
    public static final Progress NONE = new Progress("", "");

    /** Cuts what no record should hold: control characters, and more than 500 characters. */
    public Progress {
        step = cut(step);
        url = cut(url);
    }

    private static String cut(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", " ");
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST);
    }
}
