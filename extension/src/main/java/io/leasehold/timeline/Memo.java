package io.leasehold.timeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Remembers for a second what a redaction made of a short text: the same threads, tests and addresses come again and
 * again, and looking through each costs more than all else about a row. A secret that is learned meanwhile stands in a
 * row already when its text is remembered. Thread-confined.
 */
final class Memo implements UnaryOperator<String> {

    private static final int LONGEST = 512;
    private static final int MOST = 2_000;
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final UnaryOperator<String> redaction;
    private final Map<String, String> known = new HashMap<>();
    private long since = System.nanoTime();

    private Memo(UnaryOperator<String> redaction) {
        this.redaction = redaction;
    }

    static Redaction of(Redaction redaction) {
        return new Redaction(new Memo(redaction.text()), new Memo(redaction.address()));
    }

    @Override
    public String apply(String text) {
        if (text.length() > LONGEST) {
            return redaction.apply(text);
        }
        if (known.size() >= MOST || System.nanoTime() - since > NANOS) {
            known.clear();
            since = System.nanoTime();
        }
        return known.computeIfAbsent(text, redaction);
    }
}
