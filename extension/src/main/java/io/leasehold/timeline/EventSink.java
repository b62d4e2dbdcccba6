package io.leasehold.timeline;

import org.apiguardian.api.API;

/** Takes events, from any thread; never throws and never waits. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
@FunctionalInterface
public interface EventSink {

    /**
     * Tells that something happened just now, on the current thread.
     *
     * @return the number of its row; 0 when it gets none
     */
    long tell(TimelineEvent event);
}
