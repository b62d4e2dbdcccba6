package io.leasehold.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.leasehold.profile.LoginWorkflow;
import io.leasehold.profile.Profile;
import java.util.concurrent.atomic.AtomicInteger;

/** A login of a user that works once; then an assertion of its own fails. */
public final class OnceLogin implements LoginWorkflow {

    static final AtomicInteger ATTEMPTS = new AtomicInteger();

    @Override
    public void logIn(Page page, Profile profile) {
        String password = profile.secret("login.site.password").reveal();
        assertThat(ATTEMPTS.incrementAndGet()).as("attempt with " + password).isEqualTo(1);
        page.navigate("/login");
        page.getByLabel("Email").fill(profile.accountId());
        page.getByLabel("Password").fill(password);
        page.getByRole(AriaRole.BUTTON).click();
        page.locator("#account").waitFor();
    }
}
