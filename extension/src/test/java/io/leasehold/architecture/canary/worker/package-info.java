@NullMarked
package io.leasehold.architecture.canary.worker;

import org.jspecify.annotations.NullMarked;
