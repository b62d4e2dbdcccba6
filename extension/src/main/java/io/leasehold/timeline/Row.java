package io.leasehold.timeline;

import java.time.Instant;

/**
 * One line of the file, before redaction. Immutable.
 *
 * @param number counts from one, in the order of the events
 * @param nanos since the run began, by a clock that nobody sets
 */
record Row(long number, Instant at, long nanos, String thread, TimelineEvent event) {}
