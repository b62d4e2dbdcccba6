package io.leasehold.page;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.worker.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Closes the tabs of one holder, each with a limit, and goes on after one that fails: handlers of the test's own run
 * inside a close and may throw anything.
 */
final class TabClosing {

    private final Worker worker;
    private final String leases;
    private final Duration limit;
    private final List<Page> closed = new ArrayList<>();
    private @Nullable RuntimeException failure;
    private @Nullable Error error;

    TabClosing(Worker worker, String leases, Duration limit) {
        this.worker = worker;
        this.leases = leases;
        this.limit = limit;
    }

    /** Closes what is open, and returns how many tabs that were. */
    int closeAllBut(List<Page> spared) {
        List<Page> open = new ArrayList<>(worker.tabs());
        open.removeAll(spared);
        open.removeAll(closed);
        open.forEach(this::close);
        return open.size();
    }

    void close(Page tab) {
        closed.add(tab);
        try {
            worker.closeTab(tab, leases, limit);
        } catch (PlaywrightException e) {
            // Its own connection could not close it in time; the context is replaced, and the tab goes with it.
        } catch (RuntimeException e) {
            failure = failure == null ? e : failure;
        } catch (AssertionError e) {
            error = error == null ? e : error;
        }
    }

    boolean leftOpen() {
        return closed.stream().anyMatch(tab -> !tab.isClosed());
    }

    /** Throws the first thing that a handler of the test threw. */
    void rethrow() {
        if (error != null) {
            throw error;
        }
        if (failure != null) {
            throw failure;
        }
    }
}
