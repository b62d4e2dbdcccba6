package io.leasehold.samples;

import static io.leasehold.readback.ReadbackAssertions.assertThatMutation;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A change that is read back as a value, in a new tab; it writes what {@link StoreSettingsTests} writes. Requirement: R1, R3. */
@Tag("browser")
class StoreReopeningTests {

    @Test
    void renamesTheStore(@LeasedPage(profile = "shop-admin", startAt = "/settings") PageLease lease) {
        Page page = lease.page();
        assertThatMutation(lease, "rename store", () -> {
                    page.getByLabel("Store name").fill("Nimbus");
                    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                            .click();
                })
                .isConfirmedAfterReopening(
                        "Nimbus", fresh -> fresh.getByLabel("Store name").inputValue());
    }
}
