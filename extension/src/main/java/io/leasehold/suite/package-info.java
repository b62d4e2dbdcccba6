/** The one place that puts the parts together for a launcher session. */
@NullMarked
package io.leasehold.suite;

import org.jspecify.annotations.NullMarked;
