package io.leasehold.samples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import io.leasehold.LeasedPage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each role may do; every role is a profile of its own. Requirement: L1, L13. */
@Tag("browser")
class RoleTests {

    @Nested
    class Auditor {
        @Test
        void isRefusedTheOrderForm(@LeasedPage(profile = "auditor") Page page) {
            Response refused = page.navigate("/orders/new");

            assertThat(refused.status()).isEqualTo(403);
            assertThat(page.getByRole(AriaRole.HEADING)).hasText("Not allowed");
        }

        @Test
        void readsAnOrderAndCannotChangeIt(@LeasedPage(profile = "auditor", startAt = "/orders/1") Page page) {
            assertThat(page.getByTestId("customer")).not().isEmpty();
            assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save note")))
                    .hasCount(0);
        }

        @Test
        void worksAtTheDeskOfItsOptions(@LeasedPage(profile = "auditor", startAt = "/account") Page page) {
            assertThat(page.evaluate("() => innerWidth")).isEqualTo(AuditorDesk.WIDTH);
            assertThat(page.evaluate("() => navigator.language")).isEqualTo("sv-SE");
            assertThat(page.evaluate("() => Intl.DateTimeFormat().resolvedOptions().timeZone"))
                    .isEqualTo("Europe/Stockholm");
        }
    }

    @Nested
    class Buyer {
        @Test
        void readsTheSettings(@LeasedPage(profile = "buyer", startAt = "/settings") Page page) {
            assertThat(page.getByLabel("Store name")).isDisabled();
            assertThat(page.getByText("Only a shop admin changes these.")).isVisible();
        }

        @Test
        void cannotSaveSettingsByARequestOfItsOwn(@LeasedPage(profile = "buyer", startAt = "/settings") Page page) {
            String token = page.locator("input[name=_csrf]").first().inputValue();

            APIResponse refused = page.request()
                    .post(
                            "/settings",
                            RequestOptions.create()
                                    .setForm(FormData.create()
                                            .set("_csrf", token)
                                            .set("name", "Pirate Supply")
                                            .set("supportEmail", "help@harbor.example")
                                            .set("currency", "USD")));

            assertThat(refused.status()).isEqualTo(403);
            page.reload();
            assertThat(page.getByLabel("Store name")).not().hasValue("Pirate Supply");
        }
    }

    @Nested
    class ShopAdmin {
        @ParameterizedTest
        @CsvSource({
            "Store name,   ' ',      The store name must have 1 to 80 characters.",
            "Support email, nowhere, The support email must be an e-mail address."
        })
        void cannotSaveSettingsThatMakeNoSense(
                String field,
                String value,
                String complaint,
                @LeasedPage(profile = "shop-admin", startAt = "/settings") Page page) {
            page.getByLabel(field).fill(value);
            page.locator("form.stack").evaluate("form => { form.noValidate = true; }");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                    .click();

            assertThat(page.getByRole(AriaRole.ALERT)).hasText(complaint);
            page.navigate("/settings");
            assertThat(page.getByLabel(field)).not().hasValue(value);
        }
    }

    @ParameterizedTest
    @CsvSource({"/orders, Orders", "/catalog, Catalog", "/reports, Reports", "/uploads, Uploads"})
    void everySectionIsOpenToTheShopAdmin(String address, String heading, @AdminPage Page page) {
        page.navigate(address);

        assertThat(page.getByTestId("role")).hasText("shop admin");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(heading);
    }
}
