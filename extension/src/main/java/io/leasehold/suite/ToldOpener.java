package io.leasehold.suite;

import io.leasehold.browser.ContextShelf;
import io.leasehold.browser.HostedContext;
import io.leasehold.profile.Profile;
import io.leasehold.timeline.Detail;
import io.leasehold.timeline.EventKind;
import io.leasehold.timeline.Subject;
import io.leasehold.timeline.Timeline;
import io.leasehold.timeline.TimelineEvent;
import java.util.Optional;

/** Has another opener open contexts, and tells the timeline of each, or that there is none. Thread-safe. */
final class ToldOpener implements ContextShelf.Opener<HostedContext> {

    private final ContextShelf.Opener<HostedContext> opener;
    private final Timeline timeline;

    ToldOpener(ContextShelf.Opener<HostedContext> opener, Timeline timeline) {
        this.opener = opener;
        this.timeline = timeline;
    }

    @Override
    public HostedContext open(Profile profile, Optional<String> savedState) {
        long before = System.nanoTime();
        try {
            HostedContext opened = opener.open(profile, savedState);
            opened.tellTo(
                    timeline,
                    Detail.millis("ms", System.nanoTime() - before),
                    Detail.text("from", savedState.isPresent() ? "saved state" : "the beginning"));
            return opened;
        } catch (RuntimeException | Error e) {
            timeline.tell(TimelineEvent.of(
                    EventKind.FAILURE,
                    Subject.of(profile.id()),
                    Detail.text("exception", e.getClass().getName()),
                    Detail.text("message", String.valueOf(e.getMessage()))));
            throw e;
        }
    }
}
