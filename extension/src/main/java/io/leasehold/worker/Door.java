package io.leasehold.worker;

import com.google.gson.JsonObject;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.LeaseLostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The door of a worker: every message of its connection passes here, on the way out on the test's own thread.
 *
 * <p>Puts together the guard (what may be called), the confinement (by which thread), the tab filter (what may be heard)
 * and the limit of a provider's own wait. Used by one thread at a time, except {@link #isIdle()}.
 */
final class Door {

    private final TabLedger ledger;
    private final TabFilter tabs;
    private final CallsInFlight calls = new CallsInFlight();
    private final Confinement confinement;
    private final Map<String, String> types = new ConcurrentHashMap<>();
    private final LendUsers users = new LendUsers();
    private final ReleasedTabs released = new ReleasedTabs();
    private @Nullable Guard guard;
    private volatile @Nullable Holder holder;
    private volatile @Nullable Thread providerThread;
    private volatile Lend lend = new Lend();
    private long deadlineNanos;
    private volatile long lastUsedNanos = System.nanoTime();
    private int posted;

    Door(TabLedger ledger) {
        this.ledger = ledger;
        this.tabs = new TabFilter(ledger);
        this.confinement = new Confinement(calls);
    }

    /** Hands the connection to a holder: what it sends is checked from now on. */
    void bind(Holder newHolder, Guard newGuard) {
        lend = new Lend();
        users.used(lend);
        ledger.started(lend);
        tabs.bind(lend);
        holder = newHolder;
        guard = newGuard;
        lastUsedNanos = System.nanoTime();
    }

    void unbind() {
        guard = null;
        Holder last = holder;
        if (last != null) {
            lend.over(last.describe());
        }
        ledger.ended(lend);
        holder = null;
        tabs.bind(null);
        calls.clear();
    }

    boolean isIdle() {
        return holder == null;
    }

    Confinement confinement() {
        return confinement;
    }

    long lastUsedNanos() {
        return lastUsedNanos;
    }

    /** Tells whether another thread is inside a call, so that nothing but the socket may be touched. */
    boolean isUsedByAnotherThread() {
        return calls.ofAnotherThread() != null;
    }

    /** Returns the tabs that the holder still has, by what the context's workers have heard. */
    List<String> tabsOfHolder() {
        return ledger.tabsOf(lend);
    }

    /** Tells whether tabs of earlier holders that this connection knows are still closing. */
    boolean othersAreClosing() {
        return tabs.knownPages().stream().anyMatch(ledger::isClosing);
    }

    /** From now on the client hears of tabs that come and go, and of nothing else that could call handlers. */
    void hearOfTabsOnly() {
        tabs.hearOfTabsOnly();
    }

    /**
     * Ends a tab for its holder: later uses are refused, and the client hears that it is closed.
     *
     * @return the message that has the driver close it
     */
    JsonObject closeTab(String page, String lease, boolean tellTheClient) {
        // With the objects of the tab, which the client goes on calling after the browser has forgotten them.
        tabs.objectsOf(page).forEach(guid -> released.add(guid, lease));
        released.add(page, lease);
        if (tellTheClient) {
            tabs.endHere(page);
        }
        return closeMessage(page);
    }

    /** Returns the message that has the driver close a tab; its answer concerns nobody. */
    JsonObject closeMessage(String page) {
        ledger.closing(page);
        JsonObject metadata = new JsonObject();
        metadata.addProperty("internal", true);
        JsonObject message = new JsonObject();
        // The client numbers its own messages from one on.
        posted--;
        message.addProperty("id", posted);
        message.addProperty("guid", page);
        message.addProperty("method", "close");
        message.add("params", new JsonObject());
        message.add("metadata", metadata);
        return message;
    }

    /**
     * Runs a call of the provider's own with a limit to its wait. The guard stays on: handlers of the test's own may run
     * inside it, and nothing that the provider calls here is refused.
     */
    void asProvider(Duration limit, Runnable action) {
        Thread before = providerThread;
        providerThread = Thread.currentThread();
        deadlineNanos = System.nanoTime() + limit.toNanos();
        try {
            action.run();
        } finally {
            providerThread = before;
        }
    }

    void leaving(JsonObject message) {
        String guid = message.get("guid").getAsString();
        String method = message.get("method").getAsString();
        lastUsedNanos = System.nanoTime();
        if (!isProvider()) {
            checkLease(guid);
            checkUser(guid);
            confinement.check(method);
        }
        Guard current = guard;
        if (current != null) {
            current.check(types.getOrDefault(guid, ""), method, message);
        }
        boolean input = InputMethods.mayOpenTab(method);
        if (holder != null) {
            if (method.equals("newPage")) {
                ledger.newTabRequested(lend);
            } else if (input) {
                ledger.inputStarted(lend, InputMethods.asksForTab(method, message.getAsJsonObject("params")));
            }
        }
        calls.sent(message.get("id").getAsInt(), method, input);
    }

    private boolean isProvider() {
        return providerThread == Thread.currentThread();
    }

    private void checkLease(String guid) {
        String lease = released.leaseOf(guid);
        if (lease != null || holder == null) {
            throw givenBack("page", lease == null ? lend.lease() : lease);
        }
    }

    private static LeaseLostException givenBack(String what, String lease) {
        return new LeaseLostException(
                "This " + what
                        + " was given back: its lease ended with the test that asked for it. Ask for a page of its"
                        + " own in each test, with a @LeasedPage parameter. [" + lease + "]",
                null);
    }

    /** What belongs to no tab is the same object for every test that this connection is lent to. */
    private void checkUser(String guid) {
        if (ledger.belongsToAnother(lend) && !confinement.isTestHere()) {
            throw new LeaseLostException(
                    "This page or context is another test's by now: the lease that it was reached by is over. Ask for a"
                            + " page of its own in each test, with a @LeasedPage parameter.",
                    null);
        }
        Lend another = users.another(lend);
        if (another == null || tabs.isMine(guid)) {
            users.used(lend);
        } else if (types.containsKey(guid)) {
            throw givenBack("context", another.lease());
        }
    }

    /** Tells whether a thread that does not end with the holder may still have its objects. */
    boolean hasOtherUsers() {
        return users.hasOthers(lend);
    }

    void arrived(JsonObject message) {
        if (answersAPost(message)) {
            return;
        }
        String method = message.has("method") ? message.get("method").getAsString() : "";
        switch (method) {
            case "" -> answered(message);
            case "__create__" -> noteType(message.getAsJsonObject("params"));
            case "__dispose__" -> types.remove(message.get("guid").getAsString());
            default -> {}
        }
        tabs.offer(message);
    }

    private void noteType(JsonObject created) {
        String type = created.get("type").getAsString();
        if (type.equals("CDPSession") || GuardTable.guardedTypes().contains(type)) {
            types.put(created.get("guid").getAsString(), type);
        }
    }

    private static boolean answersAPost(JsonObject message) {
        return message.has("id") && message.get("id").getAsInt() < 0;
    }

    private void answered(JsonObject message) {
        CallsInFlight.Call call = calls.answered(message.get("id").getAsInt());
        if (call == null || holder == null) {
            return;
        }
        if (call.method().equals("newPage")) {
            String page = pageIn(message);
            ledger.newTabAnswered(lend, page);
            if (page != null) {
                tabs.claim(page);
            }
        } else if (call.input()) {
            ledger.inputEnded(lend);
        }
    }

    private static @Nullable String pageIn(JsonObject message) {
        if (!message.has("result") || !message.getAsJsonObject("result").has("page")) {
            return null;
        }
        return message.getAsJsonObject("result")
                .getAsJsonObject("page")
                .get("guid")
                .getAsString();
    }

    boolean hasReady() {
        return tabs.hasReady();
    }

    @Nullable
    JsonObject next() {
        return tabs.next();
    }

    /** Ends a provider's own wait that took too long. */
    void checkWait() {
        if (isProvider() && System.nanoTime() - deadlineNanos > 0) {
            abandoned();
            throw new PlaywrightException("The browser did not answer in time.");
        }
    }

    /** Told when a call gave up waiting for its answer. */
    void abandoned() {
        calls.clear();
    }

    /** Words the end of the connection: the holder may know more about it. */
    RuntimeException ended(@Nullable Throwable cause) {
        PlaywrightException plain = new PlaywrightException("The connection to the shared browser has ended.", cause);
        Holder current = holder;
        Optional<String> explanation = current == null ? Optional.empty() : current.explanation();
        return explanation
                .<RuntimeException>map(text -> new LeaseLostException(text, plain))
                .orElse(plain);
    }

    void refuseDisconnect() {
        Guard current = guard;
        if (current != null) {
            current.refuseDisconnect();
        }
    }
}
