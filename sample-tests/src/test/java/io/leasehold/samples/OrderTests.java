package io.leasehold.samples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.leasehold.LeasedPage;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders as buyers work with them. Requirement: L1, L13. */
@Tag("browser")
class OrderTests {

    @Test
    void findsTheOrdersOfACustomer(@LeasedPage(profile = "buyer", startAt = "/orders") Page page) {
        page.getByLabel("Search").fill("Lighthouse Trust");

        assertThat(page).hasURL(Pattern.compile("q=Lighthouse"));
        Locator rows = page.locator("tbody tr");
        assertThat(rows.filter(new Locator.FilterOptions().setHasNotText("Lighthouse Trust")))
                .hasCount(0);
        assertThat(rows.first()).containsText("Lighthouse Trust");
    }

    @Test
    void turnsThePages(@LeasedPage(profile = "buyer", startAt = "/orders?status=shipped") Page page) {
        Locator paging = page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Pages"));
        assertThat(paging).containsText("Page 1 of");
        String newest = page.locator("tbody tr").first().innerText();

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Next"))
                .click();
        assertThat(paging).containsText("Page 2 of");
        assertThat(page.locator("tbody tr").first()).not().containsText(newest.substring(0, 8));

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Previous"))
                .click();
        assertThat(page.locator("tbody tr").first()).containsText(newest.substring(0, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"paid", "shipped", "returned"})
    void listsOnlyOrdersOfTheChosenStatus(
            String status, @LeasedPage(profile = "buyer", startAt = "/orders") Page page) {
        page.getByLabel("Status").selectOption(status);

        Locator badges = page.locator("tbody .badge");
        assertThat(badges.filter(new Locator.FilterOptions().setHasNotText(status)))
                .hasCount(0);
        assertThat(badges.first()).hasText(status);
    }

    @RepeatedTest(3)
    void findsWhatItHasJustOrdered(@LeasedPage(profile = "buyer") Page page) {
        NewOrder order = NewOrder.ofSomebodyNew();
        order.enterOn(page);

        page.navigate("/orders");
        page.getByLabel("Search").fill(order.customer());

        assertThat(page.getByTestId("order-count")).hasText("1 orders");
    }

    @Test
    void keepsTheNoteOfAnOrder(@LeasedPage(profile = "buyer") Page page) {
        NewOrder.ofSomebodyNew().enterOn(page);

        page.getByLabel("Note").fill("Leave it with the harbour master");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save note"))
                .click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Note saved");

        page.reload();
        assertThat(page.getByLabel("Note")).hasValue("Leave it with the harbour master");
    }

    @Test
    void refusesAnOrderWithoutAProduct(@LeasedPage(profile = "buyer", startAt = "/orders/new") Page page) {
        page.getByLabel("Customer").fill("Nobody");
        page.locator("form.stack").evaluate("form => { form.noValidate = true; }");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create order"))
                .click();

        assertThat(page.getByRole(AriaRole.ALERT)).hasText("Choose a product from the list.");
        assertThat(page.getByLabel("Customer")).hasValue("Nobody");
    }
}
