package io.leasehold.readback;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.LoadState;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits until a change's requests are answered and no more come. Bounded in every part. Confined to the page's thread, one
 * use.
 */
final class Settling {

    /** What is sent late: after a pause in typing, after an animation. */
    private static final Duration FIRST_WRITE = Duration.ofSeconds(2);

    private static final Duration NOTHING = Duration.ofMillis(400);
    private static final Duration QUIET = Duration.ofMillis(30);
    private static final Duration ON_LEAVING = Duration.ofMillis(500);

    private final Page pump;
    private final WriteLog log;
    private final Options options;
    private final long beganNanos = System.nanoTime();
    private final long deadlineNanos;
    private boolean conditionMet;

    /**
     * Begins.
     *
     * @param pump a page that is open: its connection is read while it waits
     */
    Settling(Page pump, WriteLog log, Options options, Duration limit) {
        this.pump = pump;
        this.log = log;
        this.options = options;
        this.deadlineNanos = beganNanos + limit.toNanos();
        this.conditionMet = options.condition().isEmpty();
    }

    List<Sent> writes() {
        return log.writes(options.rules());
    }

    /**
     * Waits; what did not settle is seen from {@link #result()}.
     *
     * @param take takes a picture of the page, which is time in which more could be sent
     * @return what the page looked like when nothing more came
     */
    Picture await(Supplier<Picture> take) {
        options.condition().ifPresent(condition -> conditionMet = waitFor(condition, left()));
        switch (options.requests()) {
            case NONE -> waitFor(() -> !writes().isEmpty(), NOTHING);
            case SOME, ONE -> {
                if (options.condition().isEmpty()) {
                    waitFor(() -> !writes().isEmpty(), least(FIRST_WRITE, left()));
                }
            }
        }
        waitFor(this::areAllSettled, left());
        int known = writes().size();
        long sinceNanos = System.nanoTime();
        Picture picture = sight(take);
        Duration rest = QUIET.minusNanos(System.nanoTime() - sinceNanos);
        if (waitFor(() -> writes().size() > known, rest)) {
            awaitQuiet();
            picture = sight(take);
        }
        return picture;
    }

    private void awaitQuiet() {
        boolean quiet = false;
        while (!quiet && System.nanoTime() - deadlineNanos < 0 && waitFor(this::areAllSettled, left())) {
            int known = writes().size();
            quiet = !waitFor(() -> writes().size() > known, QUIET);
        }
    }

    private Picture sight(Supplier<Picture> take) {
        writes().forEach(Sent::readAnswer);
        awaitDocument();
        return take.get();
    }

    /** A form that navigates is still on its way to the next page when its request is answered. */
    private void awaitDocument() {
        try {
            pump.waitForLoadState(LoadState.DOMCONTENTLOADED, new Page.WaitForLoadStateOptions().setTimeout((double)
                            left().toMillis()));
        } catch (PlaywrightException e) {
            // The reading opens a document of its own; this was for the picture before it.
        }
    }

    /** Leaves the page, for what is sent only then; whoever calls it has no document any more. */
    void leave() {
        try {
            pump.navigate("about:blank");
        } catch (PlaywrightException e) {
            // Another navigation was under way: that leaves the page too.
        }
        if (waitFor(() -> !writes().isEmpty(), ON_LEAVING)) {
            waitFor(this::areAllSettled, least(left(), ON_LEAVING));
        }
    }

    /** Tells whether nothing was sent that should have been: pages send some changes only when they are left. */
    boolean mayBeSentOnLeaving() {
        return options.requests() != Options.Requests.NONE
                && options.condition().isEmpty()
                && writes().isEmpty()
                && !pump.isClosed();
    }

    /** Returns what came of it; what outlives its page is not waited for. */
    Settlement result() {
        return new Settlement(
                writes(),
                areAllSettled(),
                conditionMet,
                options.condition().isPresent(),
                Duration.ofNanos(System.nanoTime() - beganNanos));
    }

    private boolean areAllSettled() {
        return writes().stream().allMatch(one -> one.isSettled() || one.outlivesThePage());
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, deadlineNanos - System.nanoTime()));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private boolean waitFor(BooleanSupplier condition, Duration limit) {
        if (condition.getAsBoolean()) {
            return true;
        }
        try {
            pump.waitForCondition(
                    condition, new Page.WaitForConditionOptions().setTimeout((double) Math.max(1, limit.toMillis())));
            return true;
        } catch (TimeoutError e) {
            return false;
        }
    }
}
