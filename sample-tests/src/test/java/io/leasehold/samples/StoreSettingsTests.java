package io.leasehold.samples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.leasehold.LeasedPage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first example of the README, and with {@link StoreNameTests}, which writes the same, all that writes the settings. Requirement: L1. */
@Tag("browser")
class StoreSettingsTests {

    @Test
    void renamesTheStore(@LeasedPage(profile = "shop-admin", startAt = "/settings") Page page) {
        page.getByLabel("Store name").fill("Nimbus");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                .click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Settings saved");
        page.reload();
        assertThat(page.getByLabel("Store name")).hasValue("Nimbus");
    }
}
