/** Browsers that run elsewhere, and the surroundings that profiles expect: with real browsers, servers and proxies. */
@NullMarked
package io.leasehold.runtime;

import org.jspecify.annotations.NullMarked;
