/** Settings, the summary of a run, and how a run ends. */
@NullMarked
package io.leasehold.suite;

import org.jspecify.annotations.NullMarked;
