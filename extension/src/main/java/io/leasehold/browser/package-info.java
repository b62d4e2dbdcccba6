@NullMarked
package io.leasehold.browser;

import org.jspecify.annotations.NullMarked;
