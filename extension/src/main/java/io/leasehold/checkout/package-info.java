/** The gate before the first page: the profile's context is opened, probed and, where need be, logged in, once a run. */
@NullMarked
package io.leasehold.checkout;

import org.jspecify.annotations.NullMarked;
