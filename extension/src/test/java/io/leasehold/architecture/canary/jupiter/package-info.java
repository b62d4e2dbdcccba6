@NullMarked
package io.leasehold.architecture.canary.jupiter;

import org.jspecify.annotations.NullMarked;
