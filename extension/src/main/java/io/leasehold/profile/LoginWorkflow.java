package io.leasehold.profile;

import com.microsoft.playwright.Page;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Log a profile's account in; for implementors.
 *
 * <p>Named by class in the profiles file ({@code "login": "com.acme.ShopLogin"}). The class needs a constructor without
 * parameters; one instance is made for each profile, when the file is read. It runs inside the provider, on one thread,
 * once per profile and test run, and again when the session has ended in mid-run. The page belongs to the provider: do
 * not close it or its context. Stop at a verification prompt (a one-time code, a challenge) by throwing; never answer it.
 * What it throws ends the checkout, and the account is not tried again in that run.
 *
 * @since 0.1.0
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
@FunctionalInterface
public interface LoginWorkflow {

    /**
     * Bring the page to where the account is logged in.
     *
     * @param page an empty tab of the profile's context
     * @param profile whose account to log in; its secrets come from {@link Profile#secret(String)}
     */
    void logIn(Page page, Profile profile);
}
