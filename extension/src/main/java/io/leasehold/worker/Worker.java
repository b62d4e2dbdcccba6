package io.leasehold.worker;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A connection to a hosted context, lent to one holder at a time. Thread-confined while it is held; handed over by the
 * pool.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public interface Worker {

    /** Lends the worker. */
    void bind(Holder holder);

    /** Opens a tab in the shared context, waiting at most the given time. */
    Page openTab(Duration limit);

    /** Returns the open tabs that the holder opened or that its tabs opened. */
    List<Page> tabs();

    /**
     * Ends the holder's use of its tabs and begins to close them, without waiting for the browser. {@code beforeunload}
     * handlers do not run; handlers that the test itself gave to its tabs' end do.
     *
     * @param lease how messages name the lease that had the tabs
     * @param leased the tabs that were handed out; others were left open by the test
     */
    TabRelease release(String lease, List<Page> leased);

    /** Waits until the tabs of earlier holders are closed, at most the given time. */
    void awaitAlone(Duration limit);

    /** Runs something of the provider's own on this connection, such as a screenshot, with a limit. */
    void asProvider(Duration limit, Runnable action);

    /**
     * Opens a throw-away context that only the holder knows; the caller closes it. Nothing in it is refused.
     *
     * @param limit how long to wait
     */
    BrowserContext openRoom(RoomTerms terms, Duration limit);

    /** Closes a throw-away context. */
    void closeRoom(BrowserContext room, Duration limit);

    /** Tells whether the holder changed the context for all. */
    boolean contextChanged();

    /**
     * Ends the holder's use.
     *
     * @return whether the worker may serve another holder
     */
    boolean unbind();

    /** Tells whether tabs of its holder may still be open that nobody will close. */
    boolean leftTabs();

    /** Tells whether {@link #unbind} waits for the browser, so that no test's own thread should call it. */
    boolean unbindWaits();

    /** Returns when the holder last called the browser, in {@link System#nanoTime()}; the time of binding at first. */
    long lastUsedNanos();

    /** Returns what keeps concurrent users apart, where this way of connecting has it. */
    Optional<Confinement> confinement();

    /** Tells whether the connection works. */
    boolean isOpen();

    /** Ends the connection. Idempotent; never throws. */
    void disconnect();
}
