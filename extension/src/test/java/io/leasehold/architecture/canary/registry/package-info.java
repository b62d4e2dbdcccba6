@NullMarked
package io.leasehold.architecture.canary.registry;

import org.jspecify.annotations.NullMarked;
