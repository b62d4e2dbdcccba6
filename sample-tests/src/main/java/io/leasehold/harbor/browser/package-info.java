/** Pages about what browsers can do: windows, dialogs, frames, service workers. */
@NullMarked
package io.leasehold.harbor.browser;

import org.jspecify.annotations.NullMarked;
