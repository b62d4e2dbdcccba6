package io.leasehold.registry.jdbc;

import java.sql.SQLException;

/** What a database said, in one line. */
final class DatabaseWords {

    private static final int LONGEST = 300;

    private DatabaseWords() {}

    static String of(SQLException e) {
        String text = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
        String line = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return line.endsWith(".") ? line : line + ".";
    }
}
