package io.leasehold.samples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.leasehold.profile.LoginWorkflow;
import io.leasehold.profile.Profile;

/** Signs in to Harbor Supply, where steps in {@code leasehold.json} would not do. */
public final class HarborLogin implements LoginWorkflow {
    @Override
    public void logIn(Page page, Profile profile) {
        page.navigate(profile.resolve("/login"));
        page.getByLabel("Email").fill(profile.accountId());
        page.getByLabel("Password").fill(profile.secret("harbor.password").reveal());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        assertThat(page.getByTestId("account")).hasText("Signed in as " + profile.accountId());
    }
}
