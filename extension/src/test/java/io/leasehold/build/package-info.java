@NullMarked
package io.leasehold.build;

import org.jspecify.annotations.NullMarked;
