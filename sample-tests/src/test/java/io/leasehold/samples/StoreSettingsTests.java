package io.leasehold.samples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.leasehold.readback.ReadbackAssertions.assertThatMutation;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.leasehold.LeasedPage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first example of the README, and with {@link StoreNameTests}, which writes the same, all that writes the settings. Requirement: L1, R1. */
@Tag("browser")
class StoreSettingsTests {

    @Test
    void renamesTheStore(@LeasedPage(profile = "shop-admin", startAt = "/settings") Page page) {
        page.getByLabel("Store name").fill("Nimbus");
        assertThatMutation(page, "rename store", () -> page.getByRole(
                                AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                        .click())
                .isConfirmedAfterReload(
                        fresh -> assertThat(fresh.getByLabel("Store name")).hasValue("Nimbus"));
    }
}
