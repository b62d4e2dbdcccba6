@NullMarked
package io.leasehold.architecture.canary.browser;

import org.jspecify.annotations.NullMarked;
