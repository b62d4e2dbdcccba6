/** The public face of Leasehold: annotations, leases, ids and exceptions. */
@NullMarked
package io.leasehold;

import org.jspecify.annotations.NullMarked;
