package io.leasehold.worker;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
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
    private final TabLedger ledger = new TabLedger();
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final Set<Worker> all = new HashSet<>();
    private boolean closed;

    public WorkerPool(WorkerSettings settings, WorkerWay way) {
        this.settings = settings;
        this.way = way;
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
        boolean reusable = worker.unbind();
        synchronized (this) {
            if (reusable && !closed) {
                idle.addFirst(worker);
                return;
            }
        }
        drop(worker);
    }

    /** Tells whether a tab, as the host sees it, belongs to nobody who is still there. */
    public boolean isStray(Page tab) {
        return way.isStray(tab, ledger);
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
