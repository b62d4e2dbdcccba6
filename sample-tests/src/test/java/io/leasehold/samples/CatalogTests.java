package io.leasehold.samples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.leasehold.LeasedPage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The catalog, a single-page application of some megabytes. Requirement: L1, L6. */
@Tag("browser")
class CatalogTests {

    @Test
    void filtersByWords(@LeasedPage(profile = "buyer", startAt = "/catalog") Page page) {
        assertThat(page.getByTestId("product-count")).hasText("126 products");

        page.getByLabel("Filter products").fill("brass");

        assertThat(page.getByTestId("product-count")).hasText("18 products");
    }

    @Test
    void filtersByCategory(@LeasedPage(profile = "auditor", startAt = "/catalog") Page page) {
        page.locator(".ant-radio-button-wrapper", new Page.LocatorOptions().setHasText("Safety"))
                .click();

        Locator rows = page.locator("tbody .ant-table-row");
        assertThat(rows).hasCount(10);
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("Safety")))
                .hasCount(10);
    }

    @Test
    void answersForTheServerInItsOwnTabOnly(
            @LeasedPage(profile = "buyer") Page page, @LeasedPage(profile = "buyer") Page neighbour) {
        page.route("**/api/products", route -> route.fulfill(new Route.FulfillOptions().setBody("[]")));

        page.navigate("/catalog");
        neighbour.navigate("/catalog");

        assertThat(page.getByTestId("product-count")).hasText("0 products");
        assertThat(neighbour.getByTestId("product-count")).hasText("126 products");
    }

    @Test
    void asksTheServerWithTheLoginOfItsTab(@LeasedPage(profile = "buyer") Page page) {
        APIResponse products = page.request().get("/api/products");

        assertThat(products).isOK();
        assertThat(products.text()).contains("Brass lantern");
    }
}
