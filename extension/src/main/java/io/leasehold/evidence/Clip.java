package io.leasehold.evidence;

/** Shortens texts that come from pages. */
final class Clip {

    static final String MORE = " … (cut)";

    private Clip() {}

    /** Cuts before redaction: the last word goes too, because half a secret is not recognised as one. */
    static String unredacted(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        String start = text.substring(0, longest);
        int space = Math.max(start.lastIndexOf(' '), start.lastIndexOf('\n'));
        return (space < 0 ? "" : start.substring(0, space)) + MORE;
    }

    static String redacted(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + MORE;
    }
}
