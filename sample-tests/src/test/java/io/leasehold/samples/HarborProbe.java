package io.leasehold.samples;

import com.microsoft.playwright.Page;
import io.leasehold.profile.Profile;
import io.leasehold.profile.SessionProbe;
import io.leasehold.profile.SessionState;

/** Tells by the account page whether somebody is signed in, and who. */
public final class HarborProbe implements SessionProbe {
    @Override
    public SessionState probe(Page page, Profile profile) {
        page.navigate(profile.resolve("/account"));
        if (page.url().contains("/challenge")) {
            return SessionState.NEEDS_REVIEW;
        }
        if (page.url().contains("/login")) {
            return SessionState.LOGGED_OUT;
        }
        boolean expected = page.getByTestId("email").textContent().equals(profile.accountId());
        return expected ? SessionState.READY : SessionState.UNEXPECTED_ACCOUNT;
    }
}
