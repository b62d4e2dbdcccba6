package io.leasehold.samples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.SharedContextException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** While some tests try to close the context that all of them share, the others work on. Requirement: L5, L6. */
@Tag("browser")
class SharedContextTests {

    @Test
    void closingTheContextIsRefused(
            @LeasedPage(profile = "buyer", startAt = "/orders/1") Page page,
            @LeasedPage(profile = "buyer", startAt = "/orders/2") Page neighbour) {
        assertThatThrownBy(() -> page.context().close())
                .isInstanceOf(SharedContextException.class)
                .hasMessageContaining("BrowserContext.close was refused")
                .hasMessageContaining("profile 'buyer'");

        page.reload();
        neighbour.reload();
        assertThat(page.getByTestId("customer")).isVisible();
        assertThat(neighbour.getByTestId("customer")).isVisible();
    }

    @Test
    void closingTheBrowserIsRefused(@LeasedPage(profile = "buyer") Page page) {
        assertThatThrownBy(() -> page.context().browser().close())
                .isInstanceOfSatisfying(SharedContextException.class, refused -> assertThat(refused.call())
                        .isEqualTo("Browser.close"));

        page.navigate("/orders/1");
        assertThat(page.getByTestId("customer")).isVisible();
    }

    @Test
    void clearingTheLoginOfAllIsRefused(@LeasedPage(profile = "buyer", startAt = "/account") Page page) {
        assertThatThrownBy(() -> page.context().clearCookies()).isInstanceOf(SharedContextException.class);

        page.reload();
        assertThat(page.getByTestId("email")).hasText("buyer@harbor.example");
    }

    @Test
    void headersAreSetOnTheOwnTabInstead(@LeasedPage(profile = "buyer") Page page) {
        assertThatThrownBy(() -> page.context().setExtraHTTPHeaders(Map.of("x-pier", "4")))
                .isInstanceOf(SharedContextException.class)
                .hasMessageContaining("page.setExtraHTTPHeaders");

        page.setExtraHTTPHeaders(Map.of("x-pier", "4"));
        String sent = page.waitForRequest("**/orders/1", () -> page.navigate("/orders/1"))
                .headerValue("x-pier");
        assertThat(sent).isEqualTo("4");
    }

    @RepeatedTest(4)
    void othersWorkOn(@LeasedPage(profile = "buyer", startAt = "/orders") Page page) {
        for (String order : List.of("/orders/3", "/orders/4", "/orders/5")) {
            page.navigate(order);
            assertThat(page.getByTestId("account")).hasText("Signed in as buyer@harbor.example");
        }
    }
}
