@NullMarked
package io.leasehold.architecture.canary.util;

import org.jspecify.annotations.NullMarked;
