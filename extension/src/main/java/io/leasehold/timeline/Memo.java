package io.leasehold.timeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Remembers for a second what a redaction made of a short text: the same threads, tests and addresses come again and
 * again, and looking through each costs more than all else about a row. When a secret is learned, all is forgotten.
 * Thread-confined.
 */
final class Memo implements UnaryOperator<String> {

    private static final int LONGEST = 512;
    private static final int MOST = 2_000;
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final UnaryOperator<String> redaction;
    private final Map<String, String> known = new HashMap<>();
    private final LongSupplier changes;
    private long since = System.nanoTime();
    private long changesThen;

    private Memo(UnaryOperator<String> redaction, LongSupplier changes) {
        this.redaction = redaction;
        this.changes = changes;
    }

    static Redaction of(Redaction redaction) {
        LongSupplier changes = redaction.changes();
        return new Redaction(
                new Memo(redaction.text(), changes), new Memo(redaction.address(), changes), redaction.changes());
    }

    @Override
    public String apply(String text) {
        if (text.length() > LONGEST) {
            return redaction.apply(text);
        }
        // Asked before the text is redacted: what is learned meanwhile is forgotten next time.
        long now = changes.getAsLong();
        if (now != changesThen || known.size() >= MOST || System.nanoTime() - since > NANOS) {
            known.clear();
            changesThen = now;
            since = System.nanoTime();
        }
        return known.computeIfAbsent(text, redaction);
    }
}
