package io.leasehold.checkout;

import com.microsoft.playwright.Page;
import io.leasehold.profile.LoginWorkflow;
import io.leasehold.profile.Profile;

/** A login of a user that puts the password into its exception. */
public final class LeakyLogin implements LoginWorkflow {
    @Override
    public void logIn(Page page, Profile profile) {
        throw new IllegalStateException(
                "cannot sign in with " + profile.secret("login.site.password").reveal());
    }
}
