/** Static files with addresses that change when their content changes. */
@NullMarked
package io.leasehold.harbor.assets;

import org.jspecify.annotations.NullMarked;
