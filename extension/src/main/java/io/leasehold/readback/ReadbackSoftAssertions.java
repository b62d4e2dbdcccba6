package io.leasehold.readback;

import com.microsoft.playwright.Page;
import io.leasehold.PageLease;
import org.apiguardian.api.API;
import org.assertj.core.api.SoftAssertions;

/**
 * AssertJ's soft assertions, with those about changes: a failed verdict is collected, and the test goes on.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class ReadbackSoftAssertions extends SoftAssertions {

    /**
     * Makes a change now, and begins a soft assertion about it; see {@link ReadbackAssertions}.
     *
     * @param page a leased page, or a popup of one
     * @param name a short text without secrets
     * @param action makes the change; what it throws is thrown on at once
     */
    public MutationAssert assertThatMutation(Page page, String name, Runnable action) {
        return proxy(MutationAssert.class, ActedMutation.class, ReadbackAssertions.make(page, name, action));
    }

    /** Makes a change on the page of a lease now, and begins a soft assertion about it; see the form above. */
    public MutationAssert assertThatMutation(PageLease lease, String name, Runnable action) {
        return proxy(MutationAssert.class, ActedMutation.class, ReadbackAssertions.make(lease, name, action));
    }
}
