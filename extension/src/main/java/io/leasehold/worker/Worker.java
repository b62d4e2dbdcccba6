package io.leasehold.worker;

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

    /** Closes a tab, waiting at most the given time; running {@code beforeunload} handlers is not awaited. */
    void closeTab(Page tab, String lease, Duration limit);

    /** Runs something of the provider's own on this connection, such as a screenshot, with a limit. */
    void asProvider(Duration limit, Runnable action);

    /** Tells whether the holder changed the context for all. */
    boolean contextChanged();

    /**
     * Ends the holder's use.
     *
     * @return whether the worker may serve another holder
     */
    boolean unbind();

    /** Returns what keeps concurrent users apart, where this way of connecting has it. */
    Optional<Confinement> confinement();

    /** Tells whether the connection works. */
    boolean isOpen();

    /** Ends the connection. Idempotent; never throws. */
    void disconnect();
}
