/** Page leases: the tab and its popups, how tests share a profile, logical release and physical close. */
@NullMarked
package io.leasehold.page;

import org.jspecify.annotations.NullMarked;
