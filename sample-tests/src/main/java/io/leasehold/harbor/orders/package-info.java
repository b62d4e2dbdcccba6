/** Orders: search, look, create, annotate. */
@NullMarked
package io.leasehold.harbor.orders;

import org.jspecify.annotations.NullMarked;
