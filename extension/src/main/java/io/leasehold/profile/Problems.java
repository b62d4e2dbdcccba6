package io.leasehold.profile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with a file while it is read. Thread-confined. */
final class Problems {

    private static final int KEPT = 1_000;

    // A default that many profiles inherit is read for each of them and must be named once.
    private final Set<Problem> found = new LinkedHashSet<>();
    private final List<Throwable> causes = new ArrayList<>();

    void add(Position at, JsonPath path, String text) {
        if (found.size() < KEPT) {
            found.add(new Problem(at, path, text));
        }
    }

    void add(JsonValue value, String text) {
        add(value.at(), value.path(), text);
    }

    void cause(Throwable cause) {
        causes.add(cause);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    void throwIfAny(String origin) {
        if (!found.isEmpty()) {
            ProfilesFileException failure = ProfilesFileException.invalid(origin, List.copyOf(found));
            causes.forEach(failure::addSuppressed);
            throw failure;
        }
    }
}
