package io.leasehold.worker;

import com.google.gson.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets a test hear only of its own tabs: events of other tests' tabs are dropped, those of a tab whose owner is not yet
 * known are held back, in order. Objects are always created and disposed, so that the client stays consistent.
 *
 * <p>Thread-confined to whoever polls the worker's connection.
 */
final class TabFilter {

    private static final Set<String> OF_TABS = Set.of("page", "close");

    private final TabLedger ledger;
    private final Map<String, String> pageOfObject = new ConcurrentHashMap<>();
    private final Map<String, String> openers = new HashMap<>();
    private final Set<String> mine = ConcurrentHashMap.newKeySet();
    private final Set<String> foreign = new HashSet<>();
    private final Map<String, List<JsonObject>> held = new LinkedHashMap<>();
    private final Deque<JsonObject> ready = new ArrayDeque<>();
    private @Nullable Object test;
    private boolean tabsOnly;

    TabFilter(TabLedger ledger) {
        this.ledger = ledger;
    }

    /** Starts to listen for a test, or for nobody. What was held or owned before is foreign from now on. */
    void bind(@Nullable Object newTest) {
        test = newTest;
        tabsOnly = false;
        foreign.addAll(mine);
        foreign.addAll(held.keySet());
        mine.clear();
        held.clear();
        ready.clear();
    }

    /** Tells whether a tab is the test's, or a known object of one; may be asked by any thread. */
    boolean isMine(String object) {
        return mine.contains(pageOfObject.getOrDefault(object, object));
    }

    /** Returns the objects of the protocol that belong to a page, with the page itself. */
    List<String> objectsOf(String page) {
        return pageOfObject.entrySet().stream()
                .filter(entry -> entry.getValue().equals(page))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Makes the test own a tab whose creation was answered, and lets what was held for it go first. */
    void claim(String page) {
        mine.add(page);
        release(page);
    }

    /** Drops events that say nothing of tabs that come or go. */
    void hearOfTabsOnly() {
        tabsOnly = true;
    }

    /** Lets the client hear that a tab of the test is closed, and nothing of it from then on. */
    void endHere(String page) {
        JsonObject closed = new JsonObject();
        closed.addProperty("guid", page);
        closed.addProperty("method", "close");
        closed.add("params", new JsonObject());
        ready.add(closed);
        mine.remove(page);
        held.remove(page);
        foreign.add(page);
    }

    /** Returns the pages of the context that exist as far as this connection has heard. */
    Set<String> knownPages() {
        return pageOfObject.entrySet().stream()
                .filter(entry -> entry.getKey().equals(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    /** Takes a message from the connection; what may be read now is returned by {@link #next()}. */
    void offer(JsonObject message) {
        String method = text(message, "method");
        if (method == null) {
            ready.add(message);
            return;
        }
        switch (method) {
            case "__create__" -> created(message);
            case "__dispose__" -> {
                forget(text(message, "guid"));
                ready.add(message);
            }
            case "__adopt__" -> ready.add(message);
            default -> event(message);
        }
    }

    /** Returns the next message that the client may see, or null. */
    @Nullable
    JsonObject next() {
        if (ready.isEmpty() && !held.isEmpty()) {
            decideHeld();
        }
        return ready.poll();
    }

    private void created(JsonObject message) {
        JsonObject params = message.getAsJsonObject("params");
        String type = text(params, "type");
        String guid = text(params, "guid");
        JsonObject initializer = params.getAsJsonObject("initializer");
        if ("Page".equals(type) && guid != null) {
            pageOfObject.put(guid, guid);
            pageOfObject.put(reference(initializer, "mainFrame"), guid);
            if (initializer.has("opener")) {
                openers.put(guid, reference(initializer, "opener"));
            }
        } else if ("Dialog".equals(type) && guid != null && initializer.has("page")) {
            pageOfObject.put(guid, reference(initializer, "page"));
        }
        ready.add(message);
    }

    private void event(JsonObject message) {
        if (tabsOnly && !OF_TABS.contains(String.valueOf(text(message, "method")))) {
            return;
        }
        String page = pageOfEvent(message);
        if (page == null) {
            ready.add(message);
            return;
        }
        if (held.containsKey(page)) {
            held.get(page).add(message);
            return;
        }
        switch (decide(page)) {
            case MINE -> ready.add(message);
            case UNDECIDED ->
                held.computeIfAbsent(page, key -> new ArrayList<>()).add(message);
            case FOREIGN -> {}
        }
    }

    private @Nullable String pageOfEvent(JsonObject message) {
        String guid = text(message, "guid");
        String page = guid == null ? null : pageOfObject.get(guid);
        JsonObject params = message.has("params") ? message.getAsJsonObject("params") : null;
        if (page != null) {
            if (params != null && params.has("frame") && "frameAttached".equals(text(message, "method"))) {
                pageOfObject.put(reference(params, "frame"), page);
            }
            return page;
        }
        if (params != null && params.has("page")) {
            return reference(params, "page");
        }
        return params != null && params.has("dialog") ? pageOfObject.get(reference(params, "dialog")) : null;
    }

    private TabLedger.Verdict decide(String page) {
        if (mine.contains(page)) {
            return TabLedger.Verdict.MINE;
        }
        if (test == null || foreign.contains(page)) {
            foreign.add(page);
            return TabLedger.Verdict.FOREIGN;
        }
        TabLedger.Verdict verdict = verdictOf(page, test);
        if (verdict == TabLedger.Verdict.MINE) {
            mine.add(page);
            ledger.claim(page, test);
        } else if (verdict == TabLedger.Verdict.FOREIGN) {
            foreign.add(page);
        }
        return verdict;
    }

    private TabLedger.Verdict verdictOf(String page, Object currentTest) {
        String opener = openers.get(page);
        if (opener == null) {
            return ledger.ask(page, currentTest);
        }
        return held.containsKey(opener) ? TabLedger.Verdict.UNDECIDED : decide(opener);
    }

    private void decideHeld() {
        for (Iterator<String> pages = List.copyOf(held.keySet()).iterator(); pages.hasNext(); ) {
            String page = pages.next();
            TabLedger.Verdict verdict = decide(page);
            if (verdict == TabLedger.Verdict.MINE) {
                release(page);
            } else if (verdict == TabLedger.Verdict.FOREIGN) {
                held.remove(page);
            }
        }
    }

    private void release(String page) {
        List<JsonObject> messages = held.remove(page);
        if (messages != null) {
            ready.addAll(messages);
        }
    }

    private void forget(@Nullable String guid) {
        if (guid == null) {
            return;
        }
        String page = pageOfObject.remove(guid);
        if (guid.equals(page)) {
            pageOfObject.values().removeIf(guid::equals);
            openers.remove(guid);
            mine.remove(guid);
            foreign.remove(guid);
            held.remove(guid);
        }
    }

    private static String reference(JsonObject object, String name) {
        return object.getAsJsonObject(name).get("guid").getAsString();
    }

    private static @Nullable String text(JsonObject object, String name) {
        return object.has(name) ? object.get(name).getAsString() : null;
    }
}
