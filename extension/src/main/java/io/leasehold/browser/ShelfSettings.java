package io.leasehold.browser;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;

/**
 * How a shelf keeps its contexts. Immutable.
 *
 * @param maxOpenContexts how many contexts may exist at once as long as not more are in use; no limit when empty
 * @param closeLimit how long the end of the shelf, and the opening of a context, waits for others to close
 * @param closers runs what closes a context, never on the thread that asks for it
 * @param nanoTime a clock that never goes back, in nanoseconds
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record ShelfSettings(OptionalInt maxOpenContexts, Duration closeLimit, Executor closers, LongSupplier nanoTime) {

    /** Surefire ends a fork that takes thirty seconds to end. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(15);

    /** Refuses a limit under which nothing could be opened. */
    public ShelfSettings {
        if (maxOpenContexts.isPresent() && maxOpenContexts.getAsInt() < 1) {
            throw new IllegalArgumentException("At least one context must be allowed to be open.");
        }
    }

    /** Returns the settings of a run. */
    public static ShelfSettings ofRun(OptionalInt maxOpenContexts, Executor closers) {
        return new ShelfSettings(maxOpenContexts, CLOSE_LIMIT, closers, System::nanoTime);
    }
}
