package io.leasehold.jupiter;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What test cases noted while a suite ran, for the test that started the suite. Thread-safe. */
final class Notes {

    private final Map<String, List<Object>> notes = new ConcurrentHashMap<>();

    void add(String key, Object value) {
        notes.computeIfAbsent(key, absent -> new CopyOnWriteArrayList<>()).add(value);
    }

    List<Object> of(String key) {
        return List.copyOf(notes.getOrDefault(key, List.of()));
    }

    List<Page> pages(String key) {
        return of(key).stream().map(Page.class::cast).toList();
    }

    List<Page> allPages() {
        return notes.values().stream()
                .flatMap(List::stream)
                .filter(Page.class::isInstance)
                .map(Page.class::cast)
                .distinct()
                .toList();
    }

    void clear() {
        notes.clear();
    }
}
