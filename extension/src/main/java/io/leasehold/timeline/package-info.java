/** What happened when, as events: one JSON object a line in the run's folder. */
@NullMarked
package io.leasehold.timeline;

import org.jspecify.annotations.NullMarked;
