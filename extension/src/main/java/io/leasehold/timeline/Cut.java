package io.leasehold.timeline;

/** Bounds texts, which come from pages and exceptions. */
final class Cut {

    private static final int LONGEST_KEPT = 8_192;
    private static final int LONGEST_SHOWN = 600;
    private static final String MORE = "…";

    private Cut() {}

    /** Cuts before redaction: the last word goes too, because half a secret is not recognised as one. */
    static String toKeep(String text) {
        if (text.length() <= LONGEST_KEPT) {
            return text;
        }
        String start = text.substring(0, LONGEST_KEPT);
        int space = Math.max(start.lastIndexOf(' '), start.lastIndexOf('\n'));
        return (space < 0 ? "" : start.substring(0, space)) + MORE;
    }

    static String toShow(String redacted) {
        return redacted.length() <= LONGEST_SHOWN ? redacted : redacted.substring(0, LONGEST_SHOWN) + MORE;
    }
}
