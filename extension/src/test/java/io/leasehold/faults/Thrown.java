package io.leasehold.faults;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What a failure says, with its causes and what was suppressed. */
final class Thrown {

    private Thrown() {}

    static List<String> messages(Throwable failure) {
        List<String> messages = new ArrayList<>();
        Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
        while (!open.isEmpty() && messages.size() < 100) {
            Throwable at = open.removeFirst();
            messages.add(String.valueOf(at.getMessage()));
            if (at.getCause() != null) {
                open.add(at.getCause());
            }
            open.addAll(List.of(at.getSuppressed()));
        }
        return messages;
    }
}
