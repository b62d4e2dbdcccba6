/** The settings of the store. */
@NullMarked
package io.leasehold.harbor.settings;

import org.jspecify.annotations.NullMarked;
