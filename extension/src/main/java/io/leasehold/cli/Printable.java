package io.leasehold.cli;

/** Makes text of others fit for a terminal: nothing in it moves the cursor, changes colours or turns the line around. */
final class Printable {

    private static final String HARMFUL = "[\\p{Cc}\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]";

    private Printable() {}

    /** Returns it on one line. */
    static String line(String text) {
        return text.replaceAll(HARMFUL, "?");
    }

    /** Returns it with its lines kept. */
    static String lines(String text) {
        return String.join(
                System.lineSeparator(), text.lines().map(Printable::line).toList());
    }
}
