package io.leasehold.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.leasehold.worker.WorkerWay;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The way to a host's browser, and what of it is ours to end. Used on the owner's thread, but for {@link #place} and
 * {@link #close}; one use.
 */
interface HostRuntime extends AutoCloseable {

    /** Returns the folder that the browser's processes name, or that it is elsewhere. */
    String place();

    /**
     * Opens the shared context, or finds it.
     *
     * @throws MissingContextException when it is not to be had
     */
    Opened open(DriverProcess driver, Optional<String> savedState);

    /**
     * Ends what is ours.
     *
     * @param ours tells the tabs that this run has opened, as far as that is known
     */
    void end(Opened opened, Predicate<Page> ours);

    /** Tells whether the browser is ours: it was started for this host, and ends with it. */
    boolean isOurs();

    /** Returns how workers reach it, where that is not the run's usual way. */
    default WorkerWay way(WorkerWay usual) {
        return usual;
    }

    /** Keeps the login state beside the session, where it is kept. */
    default void store(String state) {}

    /** Lets everything go that another host may want. */
    @Override
    void close();

    /**
     * What was opened.
     *
     * @param endpoint where workers connect
     * @param rooms how throw-away contexts beside it are made, where that can be the same way
     */
    record Opened(BrowserContext context, Page keeper, String endpoint, Optional<RoomPlan> rooms) {
        @Override
        public String toString() {
            return "Opened";
        }

        Browser browser() {
            return java.util.Objects.requireNonNull(context.browser(), "browser");
        }
    }
}
