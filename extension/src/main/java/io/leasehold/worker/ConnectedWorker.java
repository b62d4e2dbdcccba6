package io.leasehold.worker;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A worker by Playwright's public way: a driver process of its own that connects to the host's. Used where the inside of
 * Playwright is not as expected; nothing is refused here, so closing the context is only noticed and healed.
 */
final class ConnectedWorker implements Worker {

    private static final String CONTEXT_IMPLEMENTATION = "com.microsoft.playwright.impl.BrowserContextImpl";

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final WorkerSettings settings;
    private final Playwright playwright;
    private final TabLedger ledger;
    private final List<Page> own = new ArrayList<>();
    private Browser browser;
    private BrowserContext context;
    private @Nullable Holder holder;
    private boolean leftTabs;

    private ConnectedWorker(WorkerSettings settings, Playwright playwright, TabLedger ledger) {
        this.settings = settings;
        this.playwright = playwright;
        this.ledger = ledger;
        this.browser = connect();
        this.context = only(browser);
    }

    static ConnectedWorker connect(WorkerSettings settings, TabLedger ledger) {
        Playwright playwright = DriverEnvironment.create(settings.environment());
        try {
            settings.testIdAttribute().ifPresent(playwright.selectors()::setTestIdAttribute);
            return new ConnectedWorker(settings, playwright, ledger);
        } catch (PlaywrightException e) {
            playwright.close();
            throw e;
        }
    }

    private BrowserType type() {
        return settings.browserType().equals("firefox")
                ? playwright.firefox()
                : settings.browserType().equals("webkit") ? playwright.webkit() : playwright.chromium();
    }

    private Browser connect() {
        return type().connect(settings.endpoint());
    }

    /** Another's context would be another's login. */
    private static BrowserContext only(Browser browser) {
        List<BrowserContext> contexts = browser.contexts();
        if (contexts.size() != 1) {
            throw new PlaywrightException(
                    "The host's browser has " + contexts.size() + " contexts where one was expected.");
        }
        return contexts.get(0);
    }

    @Override
    public void bind(Holder newHolder) {
        holder = newHolder;
        context.onClose(closed -> noteCloser());
    }

    private void noteCloser() {
        boolean inside = StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(CONTEXT_IMPLEMENTATION)
                        && frame.getMethodName().equals("close")));
        Holder current = holder;
        if (inside && current != null) {
            current.closedContext();
        }
    }

    @Override
    public Page openTab(Duration limit) {
        Page page = context.newPage();
        follow(page);
        if (settings.othersHaveTabs()) {
            // The host closes the tabs of this run one by one, and knows by this which they are.
            ledger.claim(TabTarget.of(page).id(), this);
        }
        return page;
    }

    private void follow(Page page) {
        own.add(page);
        page.onPopup(this::follow);
    }

    @Override
    public List<Page> tabs() {
        return own.stream().filter(page -> !page.isClosed()).toList();
    }

    @Override
    public TabRelease release(String lease, List<Page> leased) {
        List<String> leftOpen = tabs().stream()
                .filter(tab -> !leased.contains(tab))
                .map(Page::url)
                .toList();
        return new TabRelease(leftOpen, Optional.empty());
    }

    @Override
    public void awaitAlone(Duration limit) {
        // Nobody knows here which tabs are still closing.
    }

    @Override
    public void asProvider(Duration limit, Runnable action) {
        action.run();
    }

    /** In a browser of its own: in the shared one all connections would see it, and take it for the shared context. */
    @Override
    public BrowserContext openRoom(RoomTerms terms, Duration limit) {
        Browser own = type().launch(terms.launch());
        try {
            return own.newContext(terms.context());
        } catch (PlaywrightException e) {
            own.close();
            throw e;
        }
    }

    @Override
    public void closeRoom(BrowserContext room, Duration limit) {
        Browser own = room.browser();
        if (own != null) {
            own.close();
        }
    }

    @Override
    public boolean contextChanged() {
        return holder != null && holder.access() == io.leasehold.Access.EXCLUSIVE;
    }

    @Override
    public synchronized boolean unbind() {
        holder = null;
        CompletableFuture<Void> rescue = endDriverLater();
        try {
            tabs().forEach(ConnectedWorker::closeCarefully);
            browser.close();
            browser = connect();
            context = only(browser);
            return true;
        } catch (PlaywrightException e) {
            leftTabs = true;
            return false;
        } finally {
            rescue.cancel(false);
            own.clear();
        }
    }

    /** Handlers of the test's own run here and may throw anything; the other tabs are closed all the same. */
    private static void closeCarefully(Page tab) {
        try {
            tab.close();
        } catch (PlaywrightException | VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            System.getLogger("io.leasehold")
                    .log(
                            System.Logger.Level.WARNING,
                            "A handler of a test's own threw while its tab closed: "
                                    + e.getClass().getName());
        }
    }

    /** Nothing in Playwright's own API has a limit here, but a driver that is gone answers at once. */
    private CompletableFuture<Void> endDriverLater() {
        return CompletableFuture.runAsync(
                this::endDriver, CompletableFuture.delayedExecutor(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void endDriver() {
        DriverEnvironment.processOf(playwright).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Override
    public boolean leftTabs() {
        return leftTabs;
    }

    @Override
    public boolean unbindWaits() {
        return true;
    }

    @Override
    public long lastUsedNanos() {
        // Nothing tells here when a test uses its page.
        return System.nanoTime();
    }

    @Override
    public Optional<Confinement> confinement() {
        return Optional.empty();
    }

    @Override
    public boolean isOpen() {
        return browser.isConnected() && !context.isClosed();
    }

    @Override
    public synchronized void disconnect() {
        CompletableFuture<Void> rescue = endDriverLater();
        try {
            playwright.close();
        } catch (PlaywrightException e) {
            // The driver is gone either way.
        } finally {
            rescue.cancel(false);
        }
    }
}
