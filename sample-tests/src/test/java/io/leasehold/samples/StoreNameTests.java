package io.leasehold.samples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.leasehold.LeasedPage;
import io.leasehold.Mutation;
import io.leasehold.PageLease;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A change that the registry knows of; it writes what {@link StoreSettingsTests} writes. Requirement: P8. */
@Tag("browser")
class StoreNameTests {

    @Test
    void renamesTheStoreAsAMutation(@LeasedPage(profile = "shop-admin", startAt = "/settings") PageLease lease) {
        Mutation renamed = lease.mutation("rename store", () -> {
            lease.page().getByLabel("Store name").fill("Nimbus");
            lease.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                    .click();
            assertThat(lease.page().getByRole(AriaRole.STATUS)).hasText("Settings saved");
        });
        APIResponse settings = lease.page().context().request().get("/settings");
        assertTrue(settings.text().contains("Nimbus"));
        renamed.confirm();
    }
}
