package io.leasehold.worker;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Knows, for one hosted context, which test every tab belongs to. Thread-safe; one for all workers of the context.
 *
 * <p>A tab belongs to who asked for it or to the owner of its opener. A tab without either (ctrl-click,
 * {@code rel=noopener}) belongs to the test whose input was under way, or came last, when the tab was first seen. Not
 * before every running request for a new tab has been answered: its tab looks just like that.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class TabLedger {

    /** Says to whom a tab belongs, as seen by one test. */
    enum Verdict {
        MINE,
        FOREIGN,
        UNDECIDED
    }

    private static final int REMEMBERED_TABS = 4096;
    private static final long INPUT_MEMORY_NANOS = 3_000_000_000L;
    private static final Object NOBODY = new Object();

    private final Map<String, Object> owners = bounded();
    private final Map<String, Object> candidates = bounded();
    private final Map<Object, Integer> pendingTabs = new HashMap<>();
    private final Map<Object, Input> inputs = new HashMap<>();

    private record Input(long nanos, boolean running) {}

    synchronized void newTabRequested(Object test) {
        pendingTabs.merge(test, 1, Integer::sum);
    }

    synchronized void newTabAnswered(Object test, @Nullable String tab) {
        if (tab != null) {
            owners.put(tab, test);
        }
        pendingTabs.computeIfPresent(test, (key, count) -> count > 1 ? count - 1 : null);
    }

    synchronized void claim(String tab, Object test) {
        owners.put(tab, test);
    }

    synchronized void inputStarted(Object test) {
        inputs.put(test, new Input(System.nanoTime(), true));
    }

    synchronized void inputEnded(Object test) {
        inputs.computeIfPresent(test, (key, input) -> new Input(System.nanoTime(), false));
    }

    /** Forgets what is under way for a test; its tabs stay its own, so that nobody else is shown them. */
    synchronized void ended(Object test) {
        pendingTabs.remove(test);
        inputs.remove(test);
    }

    synchronized Verdict ask(String tab, Object test) {
        Object owner = owners.get(tab);
        if (owner == null) {
            Object candidate = candidates.computeIfAbsent(tab, key -> likelyOpener());
            if (!pendingTabs.isEmpty()) {
                return Verdict.UNDECIDED;
            }
            owner = candidate;
            owners.put(tab, owner);
        }
        return owner == test ? Verdict.MINE : Verdict.FOREIGN;
    }

    private Object likelyOpener() {
        long now = System.nanoTime();
        Object best = NOBODY;
        Input bestInput = null;
        for (Map.Entry<Object, Input> entry : inputs.entrySet()) {
            Input input = entry.getValue();
            boolean recent = input.running() || now - input.nanos() < INPUT_MEMORY_NANOS;
            if (recent && (bestInput == null || isLikelier(input, bestInput))) {
                best = entry.getKey();
                bestInput = input;
            }
        }
        return best;
    }

    private static boolean isLikelier(Input one, Input other) {
        return one.running() == other.running() ? one.nanos() - other.nanos() > 0 : one.running();
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > REMEMBERED_TABS;
            }
        };
    }
}
