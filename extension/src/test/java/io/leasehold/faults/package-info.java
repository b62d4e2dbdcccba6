/** Faults of real processes: what dies or hangs while tests hold leases, and what is true after it. */
@NullMarked
package io.leasehold.faults;

import org.jspecify.annotations.NullMarked;
