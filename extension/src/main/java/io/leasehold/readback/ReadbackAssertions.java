package io.leasehold.readback;

import com.microsoft.playwright.Page;
import io.leasehold.ConfigurationException;
import io.leasehold.LivePages;
import io.leasehold.PageLease;
import io.leasehold.ReadbackAccess;
import org.apiguardian.api.API;

/**
 * Entry point of assertions about changes: saved means that the server shows it again.
 *
 * <p>Import {@link #assertThatMutation(Page, String, Runnable)} statically; it stands beside Playwright's and AssertJ's
 * own {@code assertThat}.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class ReadbackAssertions {

    private ReadbackAssertions() {}

    /**
     * Makes a change now, and begins an assertion about it.
     *
     * <p>The action runs at once, between two lines in the registry, as with {@link PageLease#mutation}; the requests that
     * leave the page meanwhile are noted. Nothing is confirmed before one of the assertions of the result is called.
     *
     * @param page a leased page, or a popup of one; its lease is found from it
     * @param name a short text without secrets, such as {@code "rename store"}
     * @param action makes the change, such as a click; what it throws is thrown on
     * @throws io.leasehold.ConfigurationException when the page is not leased, or its lease is over
     * @throws io.leasehold.LeaseLostException when the profile is not this run's any more; the action did not run
     */
    public static MutationAssert assertThatMutation(Page page, String name, Runnable action) {
        return new MutationAssert(make(page, name, action));
    }

    /** Makes a change on the page of a lease now, and begins an assertion about it; see the form above. */
    public static MutationAssert assertThatMutation(PageLease lease, String name, Runnable action) {
        return new MutationAssert(make(lease, name, action));
    }

    static ActedMutation make(Page page, String name, Runnable action) {
        ReadbackAccess.Source lease = LivePages.leaseOf(page)
                .orElseThrow(() -> new ConfigurationException(
                        "assertThatMutation was given a page that is not leased, or whose lease is over: mutation '"
                                + name + "' was not made. Pass the page of a @LeasedPage parameter, a popup of it, or"
                                + " the PageLease itself.",
                        null));
        return ActedMutation.make(lease.readback(), page, name, action);
    }

    static ActedMutation make(PageLease lease, String name, Runnable action) {
        if (lease instanceof ReadbackAccess.Source source) {
            return ActedMutation.make(source.readback(), lease.page(), name, action);
        }
        throw new ConfigurationException(
                "assertThatMutation was given a PageLease of "
                        + lease.getClass().getName()
                        + ", which Leasehold did not make. Pass the one of a @LeasedPage parameter.",
                null);
    }
}
