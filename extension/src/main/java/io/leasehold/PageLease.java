package io.leasehold;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * The right of one test to use one fresh tab of a profile's shared context.
 *
 * <p>Ask for it in place of {@code Page} where more than the page is wanted. For users; not meant to be implemented.
 *
 * <p>Thread-confined like the page itself: one thread at a time. It is given back by Leasehold when its scope ends;
 * after that {@link #page()} throws a {@link LeaseLostException}.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface PageLease {

    /** Returns the id that logs, errors and evidence carry. */
    LeaseId id();

    /** Returns the profile whose context the tab belongs to. */
    ProfileId profile();

    /** Returns how the context is shared while this lease lasts. */
    Access access();

    /**
     * Returns the tab, Playwright's own object.
     *
     * @throws LeaseLostException when the lease has been given back
     */
    Page page();

    /**
     * Names what the test does now; failures and evidence carry it. Thread-safe.
     *
     * @param name a short text without secrets, such as {@code "export orders"}
     */
    void step(String name);

    /**
     * Returns this lease's own folder for evidence, made on the first call with access for its owner only. What is
     * put there stays after the run.
     */
    Path evidence();
}
