/** The way in for those who watch and disturb the application from outside. */
@NullMarked
package io.leasehold.harbor.control;

import org.jspecify.annotations.NullMarked;
