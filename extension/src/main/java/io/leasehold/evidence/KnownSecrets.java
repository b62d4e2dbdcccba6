package io.leasehold.evidence;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Finds known values in texts. They are filed by their first four characters, so a look costs what the text is long and not
 * what is known: sessions that rotate their tokens make thousands of values in a long run. Thread-safe.
 */
final class KnownSecrets {

    /** Shorter values stand in too many harmless words. */
    static final int SHORTEST = 4;

    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length).reversed().thenComparing(value -> value);

    private final Map<Long, List<String>> byStart = new ConcurrentHashMap<>();

    /**
     * Learns values, each in all the forms that it is to be found in.
     *
     * @return whether one of them was new
     */
    boolean addAll(Collection<String> values) {
        boolean changed = false;
        for (String value : values) {
            changed |= value.length() >= SHORTEST && add(value);
        }
        return changed;
    }

    private boolean add(String value) {
        boolean[] added = new boolean[1];
        byStart.compute(start(value, 0), (start, known) -> {
            List<String> before = known == null ? List.of() : known;
            if (before.contains(value)) {
                return before;
            }
            added[0] = true;
            return Stream.concat(before.stream(), Stream.of(value))
                    .sorted(LONGEST_FIRST)
                    .toList();
        });
        return added[0];
    }

    int size() {
        return byStart.values().stream().mapToInt(List::size).sum();
    }

    /** Puts one mask in the place of each value; values that overlap are one. */
    String masked(String text, String mask) {
        StringBuilder shown = new StringBuilder();
        int told = 0;
        int secretFrom = 0;
        int secretTo = 0;
        for (int at = 0; at <= text.length() - SHORTEST; at++) {
            int to = at + longestAt(text, at);
            if (to == at || to <= secretTo) {
                continue;
            }
            if (at >= secretTo) {
                told = tell(shown, text, told, secretFrom, secretTo, mask);
                secretFrom = at;
            }
            secretTo = to;
        }
        told = tell(shown, text, told, secretFrom, secretTo, mask);
        return told == 0 ? text : shown.append(text, told, text.length()).toString();
    }

    private static int tell(StringBuilder shown, String text, int told, int from, int to, String mask) {
        if (from == to) {
            return told;
        }
        shown.append(text, told, from).append(mask);
        return to;
    }

    private int longestAt(String text, int at) {
        for (String value : byStart.getOrDefault(start(text, at), List.of())) {
            if (text.startsWith(value, at)) {
                return value.length();
            }
        }
        return 0;
    }

    private static long start(String text, int at) {
        long start = 0;
        for (int next = at; next < at + SHORTEST; next++) {
            start = start << Character.SIZE | text.charAt(next);
        }
        return start;
    }
}
