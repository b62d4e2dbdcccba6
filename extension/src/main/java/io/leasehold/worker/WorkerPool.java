package io.leasehold.worker;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The workers of one hosted context. Lends the one that was given back last, connects a new one when none is idle, and
 * drops those that a test left dirty. Thread-safe; whoever opens the context closes the pool before it.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class WorkerPool implements AutoCloseable {

    private final WorkerSettings settings;
    private final WorkerWay way;
    private final Executor closers;
    private final Runnable onStuck;
    private final TabLedger ledger;
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final Set<Worker> all = new HashSet<>();
    private boolean closed;

    /**
     * Makes a pool without workers.
     *
     * @param closers runs what waits for the browser and must not keep a test waiting
     * @param onStuck called when tabs of a test may stay open for ever
     */
    public WorkerPool(WorkerSettings settings, WorkerWay way, Executor closers, Runnable onStuck) {
        this.settings = settings;
        this.way = way;
        this.closers = closers;
        this.onStuck = onStuck;
        this.ledger = new TabLedger(settings.othersHaveTabs());
    }

    /**
     * Lends a worker to a holder; the caller gives it back.
     *
     * @throws PlaywrightException when the host cannot be reached
     */
    public Worker acquire(Holder holder) {
        Worker worker = takeIdle();
        if (worker == null) {
            worker = connect();
        }
        worker.bind(holder);
        return worker;
    }

    /**
     * Says which context the workers share: others may be open in its browser for a moment.
     *
     * @param shared the context, as its host sees it
     */
    public void serves(BrowserContext shared) {
        way.contextId(shared).ifPresent(ledger::serves);
    }

    private @Nullable Worker takeIdle() {
        while (true) {
            Worker worker;
            synchronized (this) {
                worker = idle.pollFirst();
            }
            if (worker == null || worker.isOpen()) {
                return worker;
            }
            drop(worker);
        }
    }

    private Worker connect() {
        Worker worker;
        try {
            worker = way.connect(settings, ledger);
        } catch (IOException e) {
            throw new PlaywrightException(
                    "The shared browser of profile '" + settings.profile().value() + "' cannot be reached: "
                            + e.getClass().getSimpleName() + ".",
                    e);
        }
        synchronized (this) {
            if (!closed) {
                all.add(worker);
                return worker;
            }
        }
        worker.disconnect();
        throw new PlaywrightException(
                "The context of profile '" + settings.profile().value() + "' was closed.");
    }

    /** Takes a worker back. A dirty or broken one is disconnected; nobody meets what a test left on it. */
    public void giveBack(Worker worker) {
        if (worker.unbindWaits()) {
            closers.execute(() -> settle(worker));
        } else {
            settle(worker);
        }
    }

    private void settle(Worker worker) {
        boolean reusable = false;
        try {
            reusable = worker.unbind();
        } finally {
            if (!reusable || !keep(worker)) {
                drop(worker);
            }
        }
        if (worker.leftTabs()) {
            onStuck.run();
        }
    }

    private synchronized boolean keep(Worker worker) {
        if (!closed) {
            idle.addFirst(worker);
        }
        return !closed;
    }

    /** Returns the id of a tab, as the host sees it, that belongs to nobody who is still there. */
    public Optional<String> strayId(Page tab) {
        return way.strayId(tab, ledger);
    }

    /** Tells whether a test of this run has opened a tab, as the host sees it; false where that is not noted. */
    public boolean isOurs(Page tab) {
        return way.isOurs(tab, ledger);
    }

    /** Tells whether a tab was given back and is being closed. */
    public boolean isClosing(String tab) {
        return ledger.isClosing(tab);
    }

    /**
     * Closes a tab over a connection of its own, by asking the browser.
     *
     * @throws PlaywrightException when it did not happen within the limit
     */
    public void closeTarget(String tab, Duration limit) {
        try {
            way.closeTarget(settings, tab, limit);
        } catch (IOException e) {
            throw new PlaywrightException("The shared browser cannot be reached.", e);
        }
    }

    private void drop(Worker worker) {
        synchronized (this) {
            all.remove(worker);
        }
        worker.disconnect();
    }

    /** Disconnects all workers, lent ones too. Idempotent. */
    @Override
    public void close() {
        Set<Worker> open;
        synchronized (this) {
            closed = true;
            open = Set.copyOf(all);
            all.clear();
            idle.clear();
        }
        open.forEach(Worker::disconnect);
    }
}
