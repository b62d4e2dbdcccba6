/** One report at a time, prepared in the background. */
@NullMarked
package io.leasehold.harbor.reports;

import org.jspecify.annotations.NullMarked;
