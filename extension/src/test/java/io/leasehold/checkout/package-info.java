/** Profiles that cannot be made ready, and what their tests are told. */
@NullMarked
package io.leasehold.checkout;

import org.jspecify.annotations.NullMarked;
