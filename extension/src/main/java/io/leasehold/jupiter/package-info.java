/** Wiring to JUnit: what resolves parameters, how long the suite lives, and what a failed test is told. */
@NullMarked
package io.leasehold.jupiter;

import org.jspecify.annotations.NullMarked;
