/** Pages that look as if they had saved, each with an honest twin that has: what a readback must tell apart. */
@NullMarked
package io.leasehold.harbor.traps;

import org.jspecify.annotations.NullMarked;
