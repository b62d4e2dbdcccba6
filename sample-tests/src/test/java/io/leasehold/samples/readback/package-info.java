/** The trap matrix: which strength of readback tells a page that only looks saved from one that is. */
@NullMarked
package io.leasehold.samples.readback;

import org.jspecify.annotations.NullMarked;
