/** The lease protocol as a set of states that can be explored to its end. */
@NullMarked
package io.leasehold.registry.protocol;

import org.jspecify.annotations.NullMarked;
