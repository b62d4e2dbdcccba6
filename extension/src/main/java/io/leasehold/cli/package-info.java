/** The {@code leasehold} command: one class a command. */
@NullMarked
package io.leasehold.cli;

import org.jspecify.annotations.NullMarked;
