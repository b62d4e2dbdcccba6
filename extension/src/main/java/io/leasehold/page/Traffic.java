package io.leasehold.page;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Timing;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Hears what a leased tab and its popups load, through the tabs' own events, and passes on what is worth knowing:
 * documents, fetch and XHR, and whatever was refused or failed. It asks the browser nothing, and nothing that a listener
 * does reaches the test. Used by the thread that uses the tab.
 */
final class Traffic {

    private static final Set<String> TYPES = Set.of("document", "fetch", "xhr", "eventsource");
    private static final int FIRST_REFUSAL = 400;

    /** Hears of a tab's traffic. */
    interface Listener {

        /** Hears that a tab opened a popup. */
        default void popup(Page opened) {}

        /** Hears that the main frame shows another address. */
        default void navigated(String url) {}

        /** Hears that a request was answered, or failed. */
        default void answered(Answer answer) {}
    }

    /**
     * What came of a request; addresses and reasons may hold secrets.
     *
     * @param firstUrl what was asked for before redirects
     * @param status the answer's status; 0 when there was none
     * @param sent when it was sent; when its end was heard of, where the browser does not say
     * @param millis until the answer began; 0 when that is not known
     * @param reason why there was none; else empty
     */
    record Answer(
            String method,
            String url,
            String firstUrl,
            String type,
            int status,
            Instant sent,
            long millis,
            String reason) {

        /** Returns when the answer came. */
        Instant at() {
            return sent.plusMillis(millis);
        }

        @Override
        public String toString() {
            return method + " " + type + " " + status;
        }
    }

    private final BooleanSupplier over;
    private final Clock clock;
    private final List<Listener> listeners;

    /**
     * Makes one for a lease.
     *
     * @param over tells that nothing is to be heard any more
     */
    Traffic(BooleanSupplier over, Clock clock, List<Listener> listeners) {
        this.over = over;
        this.clock = clock;
        this.listeners = listeners;
    }

    /** Begins to listen to a tab. */
    void follow(Page page) {
        page.onResponse(carefully(this::answered));
        page.onRequestFailed(carefully(this::failed));
        page.onFrameNavigated(carefully(frame -> {
            if (frame.parentFrame() == null) {
                tell(listener -> listener.navigated(frame.url()));
            }
        }));
        page.onPopup(carefully(popup -> {
            tell(listener -> listener.popup(popup));
            follow(popup);
        }));
    }

    private <T> Consumer<T> carefully(Consumer<T> handler) {
        return event -> {
            if (over.getAsBoolean()) {
                return;
            }
            try {
                handler.accept(event);
            } catch (RuntimeException e) {
                // It runs inside a call of the test's, which it must not disturb: what is not known is not told.
                System.getLogger("io.leasehold")
                        .log(
                                System.Logger.Level.DEBUG,
                                "Traffic of a page was not read: "
                                        + e.getClass().getName());
            }
        };
    }

    private void tell(Consumer<Listener> news) {
        listeners.forEach(news);
    }

    private void answered(Response response) {
        Request request = response.request();
        int status = response.status();
        if (status >= FIRST_REFUSAL || TYPES.contains(request.resourceType())) {
            tell(listener -> listener.answered(answer(request, response.url(), status, "")));
        }
    }

    private void failed(Request request) {
        String reason = String.valueOf(request.failure());
        tell(listener -> listener.answered(answer(request, request.url(), 0, reason)));
    }

    private Answer answer(Request request, String url, int status, String reason) {
        // A request that nobody answered has no timing.
        Optional<Timing> timing = Optional.ofNullable(request.timing());
        return new Answer(
                request.method(),
                url,
                first(request).url(),
                request.resourceType(),
                status,
                timing.map(known -> Instant.ofEpochMilli((long) known.startTime))
                        .orElseGet(clock::instant),
                timing.map(known -> Math.max(0, Math.round(known.responseStart)))
                        .orElse(0L),
                reason);
    }

    private static Request first(Request request) {
        Request at = request;
        while (at.redirectedFrom() != null) {
            at = at.redirectedFrom();
        }
        return at;
    }
}
