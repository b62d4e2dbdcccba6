package io.leasehold.evidence;

import io.leasehold.profile.Secret;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Takes secrets out of texts: the values that it was told, in every way they may be written, and what looks like one.
 *
 * <p>Redacting twice changes nothing more. Thread-safe.
 *
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public final class Redactor {

    /** What stands in the place of a secret. */
    public static final String MASK = "***";

    // Taking one secret out can bring the halves of another together; few texts need a second round.
    private static final int ROUNDS = 8;

    private final Set<String> learned = new HashSet<>();
    private final KnownSecrets known = new KnownSecrets();
    private final Set<String> covered = new CopyOnWriteArraySet<>();
    private volatile long changes;

    /**
     * Learns a secret. Values of fewer than four characters are not learned: they stand in too many harmless words.
     *
     * @param secret what must not appear
     */
    public void add(Secret secret) {
        addAll(List.of(secret.reveal()));
    }

    /**
     * Learns secrets, such as the values of cookies.
     *
     * @param secrets what must not appear
     */
    public synchronized void addAll(Collection<String> secrets) {
        boolean changed = false;
        for (String secret : secrets) {
            // The same cookies come with every picture.
            changed |= learned.add(secret) && known.addAll(SecretForms.of(secret));
        }
        if (changed) {
            // Last, so that who sees the number sees what was learned.
            changes++;
        }
    }

    /**
     * Counts how often something was learned: what was redacted before the count changed may hold a secret that is known
     * now.
     *
     * @return a number that only grows
     */
    public long changes() {
        return changes;
    }

    /**
     * Has what selectors find covered in every picture from now on, and its content kept out of texts.
     *
     * @param selectors in Playwright's words
     */
    public void cover(Collection<String> selectors) {
        covered.addAll(selectors);
    }

    /** Returns what is covered besides password and one-time-code fields. */
    List<String> covered() {
        return List.copyOf(covered);
    }

    /**
     * Takes secrets, control characters and colours out of a text.
     *
     * @param text any text
     * @return the text that may be shown
     */
    public String redact(String text) {
        String before = text;
        for (int round = 0; round < ROUNDS; round++) {
            String after = RedactionPatterns.apply(known.masked(ControlCharacters.strip(before), MASK));
            if (after.equals(before)) {
                break;
            }
            before = after;
        }
        return before;
    }

    /**
     * Reduces a URL to the place that it names: the user and the fragment go, of the query the keys stay.
     *
     * @param url a URL, absolute or not
     * @return the URL that may be shown
     */
    public String redactUrl(String url) {
        return redact(UrlRedaction.apply(redact(url)));
    }

    /** Tells whether a text holds a secret that was told, or looks like one. */
    boolean isSecret(String text) {
        return !redact(text).equals(ControlCharacters.strip(text));
    }

    @Override
    public String toString() {
        return "Redactor[secrets=" + known.size() + "]";
    }
}
