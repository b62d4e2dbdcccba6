/** Mutations, and assertions that confirm them by what the server shows when it is asked again. */
@NullMarked
package io.leasehold.readback;

import org.jspecify.annotations.NullMarked;
