/**
 * The benchmarks: suites of leased pages side by side with what people write by hand, in JVMs of their own. Run by the
 * profile {@code bench} only.
 */
@NullMarked
package io.leasehold.bench;

import org.jspecify.annotations.NullMarked;
