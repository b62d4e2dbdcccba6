package io.leasehold.samples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;

/** An order that a test enters. */
record NewOrder(String customer, String product, int quantity) {
    /** An order that no other test has: tests run at the same time against one application. */
    static NewOrder ofSomebodyNew() {
        return new NewOrder("Customer " + UUID.randomUUID(), "Brass lantern", 2);
    }

    /** Enters the order, which ends on its own page. */
    void enterOn(Page page) {
        page.navigate("/orders/new");
        page.getByLabel("Customer").fill(customer);
        page.getByLabel("Product").selectOption(product);
        page.getByLabel("Quantity").fill(String.valueOf(quantity));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create order"))
                .click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Order created");
    }
}
