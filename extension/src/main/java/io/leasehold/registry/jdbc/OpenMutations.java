package io.leasehold.registry.jdbc;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The mutations of a lease that were begun and have not ended, by number: tests that share an account work at once. */
record OpenMutations(Map<Long, String> byNumber) {

    private static final int LONGEST_NAME = 200;

    OpenMutations {
        byNumber = new TreeMap<>(byNumber);
    }

    static OpenMutations of(String code) {
        return new OpenMutations(Arrays.stream(code.split("\n"))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toMap(
                        line -> Long.valueOf(line.substring(0, line.indexOf(' '))),
                        line -> line.substring(line.indexOf(' ') + 1))));
    }

    String code() {
        return byNumber.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining("\n"));
    }

    OpenMutations with(long number, String name) {
        String printable = name.replaceAll("\\p{Cntrl}", " ");
        Map<Long, String> more = new TreeMap<>(byNumber);
        more.put(number, printable.length() <= LONGEST_NAME ? printable : printable.substring(0, LONGEST_NAME));
        return new OpenMutations(more);
    }

    OpenMutations without(long number) {
        Map<Long, String> fewer = new TreeMap<>(byNumber);
        fewer.remove(number);
        return new OpenMutations(fewer);
    }

    boolean has(long number) {
        return byNumber.containsKey(number);
    }

    boolean isEmpty() {
        return byNumber.isEmpty();
    }

    /** Returns their names for people, if there are any. */
    Optional<String> names() {
        return isEmpty() ? Optional.empty() : Optional.of(String.join(", ", byNumber.values()));
    }
}
