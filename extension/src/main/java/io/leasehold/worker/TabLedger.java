package io.leasehold.worker;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Knows, for one hosted context, which test every tab belongs to. Thread-safe; one for all workers of the context.
 *
 * <p>A tab belongs to who asked for it or to the owner of its opener. A tab without either (ctrl-click,
 * {@code rel=noopener}) belongs to the test whose input was under way, or came last, when the tab was first seen. Not
 * before every running request for a new tab has been answered: its tab looks just like that. ADR 0003 says more.
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
    private static final long CLICK_MEMORY_NANOS = 3_000_000_000L;
    private static final long GESTURE_MEMORY_NANOS = 500_000_000L;
    private static final Object NOBODY = new Object();

    private final Map<String, Object> owners = bounded();
    private final Map<String, Map<Object, Input>> firstSeen = bounded();
    private final Map<String, Boolean> closing = bounded();
    private final Map<Long, Boolean> served = bounded();
    private final Map<Object, Integer> pendingTabs = new HashMap<>();
    private final Map<Object, Input> inputs = new HashMap<>();
    private final Set<Object> active = new HashSet<>();
    private final Map<Object, Thread> holders = new HashMap<>();
    private final boolean othersHaveTabs;
    private long inputsCounted;
    private String shared = "";

    TabLedger() {
        this(false);
    }

    /**
     * Begins with no tabs.
     *
     * @param othersHaveTabs whether tabs may be there that no test can have opened
     */
    TabLedger(boolean othersHaveTabs) {
        this.othersHaveTabs = othersHaveTabs;
    }

    /**
     * What a test did last.
     *
     * @param asksForTab whether it asks for a tab without an opener, such as ctrl-click
     */
    private record Input(long number, long nanos, boolean running, boolean asksForTab) {
        Input over() {
            return new Input(number, asksForTab ? nanos : System.nanoTime(), false, asksForTab);
        }

        boolean isRecent(long now) {
            return running || now - nanos < (asksForTab ? CLICK_MEMORY_NANOS : GESTURE_MEMORY_NANOS);
        }
    }

    /** Notes which context the tabs are of; its browser may have others. */
    synchronized void serves(String context) {
        shared = context;
    }

    /** Tells whether a context is the shared one, as far as that is known. */
    synchronized boolean isShared(String context) {
        return shared.isEmpty() || shared.equals(context);
    }

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

    /** Notes that a tab was given back and is being closed. */
    synchronized void closing(String tab) {
        closing.put(tab, true);
    }

    synchronized boolean isClosing(String tab) {
        return closing.containsKey(tab);
    }

    /** Returns the tabs of a test that nobody has begun to close. */
    synchronized List<String> tabsOf(Object test) {
        return owners.entrySet().stream()
                .filter(entry -> entry.getValue() == test && !closing.containsKey(entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    synchronized void inputStarted(Object test, boolean asksForTab) {
        Input before = inputs.get(test);
        if (!asksForTab && before != null && isOwedATab(before) && before.isRecent(System.nanoTime())) {
            return;
        }
        inputsCounted++;
        inputs.put(test, new Input(inputsCounted, System.nanoTime(), true, asksForTab));
    }

    synchronized void inputEnded(Object test) {
        inputs.computeIfPresent(test, (key, input) -> input.over());
    }

    synchronized void started(Object test) {
        active.add(test);
        holders.put(test, Thread.currentThread());
    }

    /** Tells whether the current thread asked for pages of another test, which it still has, and not for this one's. */
    synchronized boolean belongsToAnother(Object test) {
        return holders.get(test) != Thread.currentThread() && holders.containsValue(Thread.currentThread());
    }

    /** Forgets what is under way for a test; its tabs stay its own, so that nobody else is shown them. */
    synchronized void ended(Object test) {
        active.remove(test);
        holders.remove(test);
        pendingTabs.remove(test);
        inputs.remove(test);
    }

    /**
     * Tells whether nobody who is still there can have a tab: its owner, or that of its opener, is gone, or there is
     * nobody at all.
     */
    synchronized boolean isStray(String tab, @Nullable String opener) {
        Object owner = ownerOf(tab, opener);
        if (othersHaveTabs && (owner == null || owner == NOBODY)) {
            return false;
        }
        return owner == null ? active.isEmpty() : !active.contains(owner);
    }

    /** Tells whether a tab, or the one that opened it, was opened by a test. */
    synchronized boolean isOurs(String tab, @Nullable String opener) {
        Object owner = ownerOf(tab, opener);
        return owner != null && owner != NOBODY;
    }

    private @Nullable Object ownerOf(String tab, @Nullable String opener) {
        Object owner = owners.get(tab);
        return owner == null && opener != null ? owners.get(opener) : owner;
    }

    synchronized Verdict ask(String tab, Object test) {
        Object owner = owners.get(tab);
        if (owner == null) {
            Map<Object, Input> then = firstSeen.computeIfAbsent(tab, key -> recentInputs());
            if (!pendingTabs.isEmpty()) {
                return Verdict.UNDECIDED;
            }
            owner = likelyOpener(then);
            owners.put(tab, owner);
            firstSeen.remove(tab);
        }
        return owner == test ? Verdict.MINE : Verdict.FOREIGN;
    }

    private Map<Object, Input> recentInputs() {
        long now = System.nanoTime();
        Map<Object, Input> recent = new HashMap<>(inputs);
        recent.values().removeIf(input -> !input.isRecent(now));
        return recent;
    }

    private Object likelyOpener(Map<Object, Input> candidates) {
        return candidates.entrySet().stream()
                .min(Map.Entry.comparingByValue(likeliestFirst()))
                .map(best -> {
                    served.put(best.getValue().number(), true);
                    return best.getKey();
                })
                .orElse(NOBODY);
    }

    /** Clicks that ask for a tab, in their order and each for one; else what is under way, then what came last. */
    private Comparator<Input> likeliestFirst() {
        Comparator<Input> owedFirst = Comparator.comparing((Input input) -> !isOwedATab(input));
        return owedFirst
                .thenComparing(input -> !isOwedATab(input) && !input.running())
                .thenComparing((one, other) ->
                        isOwedATab(one) ? Long.compare(one.number(), other.number()) : lastFirst(one, other));
    }

    private static int lastFirst(Input one, Input other) {
        return Long.signum(other.nanos() - one.nanos());
    }

    private boolean isOwedATab(Input input) {
        return input.asksForTab() && !served.containsKey(input.number());
    }

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > REMEMBERED_TABS;
            }
        };
    }
}
