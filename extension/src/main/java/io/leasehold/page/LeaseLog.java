package io.leasehold.page;

import com.microsoft.playwright.Page;
import io.leasehold.LeaseId;
import io.leasehold.timeline.Detail;
import io.leasehold.timeline.EventKind;
import io.leasehold.timeline.Subject;
import io.leasehold.timeline.Timeline;
import io.leasehold.timeline.TimelineEvent;
import java.util.Locale;

/** Tells the timeline what becomes of one lease, and what its tabs load. Thread-safe. */
final class LeaseLog implements Traffic.Listener {

    private final Timeline timeline;
    private final ProfileHold hold;
    private final LeaseId lease;
    private final long askedNanos;

    /**
     * Begins one.
     *
     * @param askedNanos when the test began to ask for the lease
     */
    LeaseLog(Timeline timeline, ProfileHold hold, LeaseId lease, long askedNanos) {
        this.timeline = timeline;
        this.hold = hold;
        this.lease = lease;
        this.askedNanos = askedNanos;
    }

    private void tell(EventKind kind, Detail... details) {
        timeline.tell(TimelineEvent.of(
                kind, Subject.of(hold.profile(), lease, hold.scope().toString()), details));
    }

    /** Tells of the lease and its tab, once there is one. */
    void acquired(long openingNanos) {
        long now = System.nanoTime();
        tell(
                EventKind.LEASE_ACQUIRED,
                Detail.millis("waited_ms", openingNanos - askedNanos),
                Detail.text("access", hold.access().name().toLowerCase(Locale.ROOT)));
        tell(EventKind.PAGE_CREATED, Detail.millis("ms", now - openingNanos), Detail.text("as", "lease"));
    }

    @Override
    public void popup(Page opened) {
        tell(EventKind.PAGE_CREATED, Detail.text("as", "popup"), Detail.address("url", opened.url()));
    }

    @Override
    public void navigated(String url) {
        tell(EventKind.NAVIGATION, Detail.address("url", url));
    }

    @Override
    public void answered(Traffic.Answer answer) {
        if (answer.status() > 0) {
            tell(
                    EventKind.PROVIDER_REQUEST,
                    Detail.text("method", answer.method()),
                    Detail.address("url", answer.url()),
                    Detail.number("status", answer.status()),
                    Detail.time("sent", answer.sent()),
                    Detail.number("ms", answer.millis()),
                    Detail.text("type", answer.type()));
        } else {
            tell(
                    EventKind.PROVIDER_REQUEST,
                    Detail.text("method", answer.method()),
                    Detail.address("url", answer.url()),
                    Detail.text("failed", answer.reason()),
                    Detail.text("type", answer.type()));
        }
    }

    void mutationBegun(long number, String name) {
        tell(EventKind.MUTATION_BEGUN, Detail.number("number", number), Detail.text("name", name));
    }

    void mutationEnded(long number, String result) {
        tell(EventKind.MUTATION_ENDED, Detail.number("number", number), Detail.text("result", result));
    }

    void failed(String test, Throwable failure) {
        timeline.tell(TimelineEvent.of(
                EventKind.FAILURE,
                Subject.of(hold.profile(), lease, test),
                Detail.text("exception", failure.getClass().getName()),
                Detail.text("message", String.valueOf(failure.getMessage()))));
    }

    void cleanupBegun() {
        tell(EventKind.CLEANUP_BEGUN);
    }

    void cleanupEnded(long nanos, int leftOpen) {
        tell(EventKind.CLEANUP_ENDED, Detail.millis("ms", nanos), Detail.number("left_open", leftOpen));
    }
}
