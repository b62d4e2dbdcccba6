package io.leasehold.evidence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the newest entries and counts those that it dropped. Thread-safe. */
final class Ring<T> {

    private final int capacity;
    private final Deque<T> entries = new ArrayDeque<>();
    private long dropped;

    Ring(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("A ring of " + capacity + " entries holds nothing: give it at least 1.");
        }
        this.capacity = capacity;
    }

    synchronized void add(T entry) {
        if (entries.size() == capacity) {
            entries.removeFirst();
            dropped++;
        }
        entries.addLast(entry);
    }

    synchronized List<T> entries() {
        return List.copyOf(entries);
    }

    synchronized long dropped() {
        return dropped;
    }
}
