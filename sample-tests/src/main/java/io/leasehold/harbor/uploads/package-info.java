/** Files that arrive, and what arrived. */
@NullMarked
package io.leasehold.harbor.uploads;

import org.jspecify.annotations.NullMarked;
