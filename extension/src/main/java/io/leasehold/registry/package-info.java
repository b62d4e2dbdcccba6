/** Who may use a profile. Knows nothing of Playwright or JUnit. */
@NullMarked
package io.leasehold.registry;

import org.jspecify.annotations.NullMarked;
