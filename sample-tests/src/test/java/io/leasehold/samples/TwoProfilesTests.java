package io.leasehold.samples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.leasehold.LeasedPage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One test, two people: each page is signed in as somebody else. Requirement: L13. */
@Tag("browser")
class TwoProfilesTests {

    @Test
    void auditorSeesTheOrderOfTheAdmin(
            @AdminPage Page admin, @LeasedPage(profile = "auditor", startAt = "/orders") Page auditor) {
        NewOrder order = NewOrder.ofSomebodyNew();
        order.enterOn(admin);

        auditor.getByLabel("Search").fill(order.customer());
        assertThat(auditor.getByTestId("order-count")).hasText("1 orders");
        auditor.locator("tbody a").click();

        assertThat(auditor).hasURL(admin.url());
        assertThat(auditor.getByTestId("customer")).hasText(order.customer());
        assertThat(auditor.getByText("by shop-admin@harbor.example")).isVisible();
    }

    @Test
    void noteOfTheBuyerReachesTheAuditor(
            @LeasedPage(profile = "buyer") Page buyer, @LeasedPage(profile = "auditor") Page auditor) {
        NewOrder.ofSomebodyNew().enterOn(buyer);
        auditor.navigate(buyer.url());
        assertThat(auditor.getByTestId("note")).isEmpty();

        buyer.getByLabel("Note").fill("Call before delivery");
        buyer.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save note"))
                .click();
        assertThat(buyer.getByRole(AriaRole.STATUS)).hasText("Note saved");

        auditor.reload();
        assertThat(auditor.getByTestId("note")).hasText("Call before delivery");
    }
}
