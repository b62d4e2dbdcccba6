@NullMarked
package io.leasehold.architecture;

import org.jspecify.annotations.NullMarked;
