@NullMarked
package io.leasehold.architecture.canary.checkout;

import org.jspecify.annotations.NullMarked;
