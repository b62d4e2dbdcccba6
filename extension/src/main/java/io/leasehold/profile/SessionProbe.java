package io.leasehold.profile;

import com.microsoft.playwright.Page;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Tell what state a profile's session is in; for implementors.
 *
 * <p>Named by class in the profiles file ({@code "probe": "com.acme.ShopProbe"}). The class needs a constructor without
 * parameters; one instance is made for each profile, when the file is read. A probe looks and repairs nothing: it types
 * nothing, and does not close the page or its context. It may be called many times, one call at a time.
 *
 * @since 0.1.0
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
@FunctionalInterface
public interface SessionProbe {

    /**
     * Look at a page that only a logged-in account sees.
     *
     * @param page a tab of the profile's context
     * @param profile whose session to look at
     * @return what was seen; {@link SessionState#UNKNOWN} when it cannot be told in time
     */
    SessionState probe(Page page, Profile profile);
}
