/** The product catalogue: a single-page application over a JSON endpoint. */
@NullMarked
package io.leasehold.harbor.catalog;

import org.jspecify.annotations.NullMarked;
