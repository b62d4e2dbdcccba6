/** The sample suite: how tests of Harbor Supply lease its pages. */
@NullMarked
package io.leasehold.samples;

import org.jspecify.annotations.NullMarked;
