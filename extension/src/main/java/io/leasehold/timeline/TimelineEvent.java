package io.leasehold.timeline;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Something that happened; the timeline adds when and on which thread. Immutable.
 *
 * @param kind what it is
 * @param subject whom it concerns
 * @param details more about it
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record TimelineEvent(EventKind kind, Subject subject, List<Detail> details) {

    /** Copies the list. */
    public TimelineEvent {
        details = List.copyOf(details);
    }

    public static TimelineEvent of(EventKind kind, Subject subject, Detail... details) {
        return new TimelineEvent(kind, subject, List.of(details));
    }
}
