package io.leasehold.profile;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Guesses which known name a misspelt one was meant to be. */
final class Nearest {

    private static final int LONGEST = 64;

    private Nearest() {}

    /** A sentence to append, with a space in front, or nothing. */
    static String to(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return "";
        }
        int tolerated = Math.max(1, name.length() / 3);
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= tolerated)
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .map(candidate -> " Did you mean '" + candidate + "'?")
                .orElse("");
    }

    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        for (int column = 0; column <= b.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= a.length(); row++) {
            int[] current = new int[b.length() + 1];
            current[0] = row;
            for (int column = 1; column <= b.length(); column++) {
                int changed = previous[column - 1] + (a.charAt(row - 1) == b.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(changed, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
