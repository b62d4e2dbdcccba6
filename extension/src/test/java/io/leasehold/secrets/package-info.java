/** Looks for planted secrets in everything that a run leaves behind. */
@NullMarked
package io.leasehold.secrets;

import org.jspecify.annotations.NullMarked;
