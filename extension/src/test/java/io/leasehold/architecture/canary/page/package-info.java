@NullMarked
package io.leasehold.architecture.canary.page;

import org.jspecify.annotations.NullMarked;
