/** The frame of a page, and markup that is escaped unless it says otherwise. */
@NullMarked
package io.leasehold.harbor.page;

import org.jspecify.annotations.NullMarked;
