package io.leasehold.worker;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A worker on our own transport: no driver process of its own, and the guard at its door. */
final class DirectWorker implements Worker {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);

    private final PlaywrightInternals internals;
    private final Door door;
    private final SocketTransport transport;
    private final PlaywrightInternals.Connected client;
    private final BrowserContext context;
    private final int listenersAtFirst;
    private @Nullable Guard guard;
    private boolean spoiled;

    private DirectWorker(
            PlaywrightInternals internals,
            Door door,
            SocketTransport transport,
            PlaywrightInternals.Connected client,
            BrowserContext context) {
        this.internals = internals;
        this.door = door;
        this.transport = transport;
        this.client = client;
        this.context = context;
        this.listenersAtFirst = internals.listeners(context);
    }

    static DirectWorker connect(PlaywrightInternals internals, WorkerSettings settings, TabLedger ledger)
            throws IOException {
        Door door = new Door(ledger);
        SocketTransport transport = SocketTransport.connect(
                Path.of(settings.endpoint()),
                door,
                "leasehold-worker-" + settings.profile().value());
        try {
            PlaywrightInternals.Connected[] found = new PlaywrightInternals.Connected[1];
            door.asProvider(CONNECT_LIMIT, () -> found[0] = handshake(internals, transport, settings));
            BrowserContext shared = shared(internals, found[0].browser(), ledger);
            return new DirectWorker(internals, door, transport, found[0], shared);
        } catch (PlaywrightException e) {
            transport.disconnect();
            throw e;
        }
    }

    private static PlaywrightInternals.Connected handshake(
            PlaywrightInternals internals, SocketTransport transport, WorkerSettings settings) {
        PlaywrightInternals.Connected connected = internals.connect(transport, settings.browserType());
        settings.testIdAttribute().ifPresent(connected.playwright().selectors()::setTestIdAttribute);
        return connected;
    }

    /** Others may be there for a moment: throw-away contexts of other holders. */
    private static BrowserContext shared(PlaywrightInternals internals, Browser browser, TabLedger ledger) {
        List<BrowserContext> found = browser.contexts().stream()
                .filter(context -> ledger.isShared(internals.guid(context)))
                .toList();
        if (found.size() != 1) {
            throw new PlaywrightException(
                    "The host's browser has " + found.size() + " contexts where one was expected.");
        }
        return found.get(0);
    }

    @Override
    public void bind(Holder holder) {
        guard = new Guard(holder, context, internals);
        door.bind(holder, guard);
    }

    @Override
    public Page openTab(Duration limit) {
        Page[] opened = new Page[1];
        door.asProvider(limit, () -> opened[0] = context.newPage());
        return opened[0];
    }

    @Override
    public List<Page> tabs() {
        return context.pages();
    }

    @Override
    public TabRelease release(String lease, List<Page> leased) {
        DirectRelease release = new DirectRelease(internals, client.connection(), transport, door, context);
        // Stays set when a handler of the test's own throws something unheard of.
        spoiled = true;
        TabRelease result = release.run(lease, leased);
        spoiled = !release.isComplete();
        return result;
    }

    @Override
    public void awaitAlone(Duration limit) {
        try {
            door.asProvider(limit, () -> {
                while (door.othersAreClosing()) {
                    internals.processOneMessage(client.connection());
                }
            });
        } catch (PlaywrightException e) {
            // A tab that does not close is the host's business; nobody waits for it longer than this.
        }
    }

    /**
     * Closes a tab, of whichever connection, by asking the browser itself: a driver that waits for a close that was lost
     * hears of this one.
     *
     * @throws PlaywrightException when it did not happen within the limit
     */
    void closeTarget(String tab, Duration limit) {
        door.asProvider(limit, () -> {
            JsonObject target = new JsonObject();
            target.addProperty(
                    "targetId",
                    TabTarget.of(internals.page(client.connection(), tab)).id());
            client.browser().newBrowserCDPSession().send("Target.closeTarget", target);
        });
    }

    @Override
    public void asProvider(Duration limit, Runnable action) {
        door.asProvider(limit, action);
    }

    @Override
    public BrowserContext openRoom(RoomTerms terms, Duration limit) {
        Guard current = Objects.requireNonNull(guard, "bound");
        BrowserContext[] opened = new BrowserContext[1];
        current.openingRoom(true);
        try {
            door.asProvider(limit, () -> opened[0] = client.browser().newContext(terms.context()));
        } finally {
            current.openingRoom(false);
        }
        BrowserContext room = opened[0];
        List.of(room, room.request(), room.tracing()).forEach(part -> current.letPass(internals.guid(part)));
        return room;
    }

    @Override
    public void closeRoom(BrowserContext room, Duration limit) {
        door.asProvider(limit, room::close);
    }

    @Override
    public boolean contextChanged() {
        return guard != null && guard.contextChanged();
    }

    @Override
    public boolean unbind() {
        boolean clean = isOpen()
                && !spoiled
                && !door.hasOtherUsers()
                && !contextChanged()
                && !internals.isDirty(context, listenersAtFirst);
        guard = null;
        door.unbind();
        return clean;
    }

    @Override
    public boolean leftTabs() {
        // The ledger knows them, so the host finds and closes them.
        return false;
    }

    @Override
    public boolean unbindWaits() {
        return false;
    }

    @Override
    public long lastUsedNanos() {
        return door.lastUsedNanos();
    }

    @Override
    public Optional<Confinement> confinement() {
        return Optional.of(door.confinement());
    }

    @Override
    public boolean isOpen() {
        return !transport.isClosed();
    }

    @Override
    public void disconnect() {
        transport.disconnect();
    }
}
