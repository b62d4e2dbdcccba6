package io.leasehold.samples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.Access;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.ProfileId;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a lease knows beyond its page. Requirement: L13. */
@Tag("browser")
class LeaseTests {

    @BeforeEach
    void openAnOrder(@LeasedPage(profile = "buyer") Page page) {
        page.navigate("/orders/1");
    }

    @Test
    void tabOfTheSetUpIsTheTabOfTheTest(@LeasedPage(profile = "buyer") Page page) {
        assertThat(page).hasTitle("Order HO-00001 · Harbor Supply");
    }

    @Test
    void leaseNamesItsProfile(@LeasedPage(profile = "buyer") PageLease lease) {
        assertThat(lease.profile()).isEqualTo(new ProfileId("buyer"));
        assertThat(lease.access()).isEqualTo(Access.SHARED);
        assertThat(lease.id().value()).isNotBlank();
    }

    @Test
    void stepsAndEvidenceTellWhatATestDid(@LeasedPage(profile = "buyer") PageLease lease) {
        Page page = lease.page();

        lease.step("look at the order");
        Path picture = lease.evidence().resolve("order.png");
        page.screenshot(new Page.ScreenshotOptions().setPath(picture));
        lease.step("go back to the list");
        page.navigate("/orders");

        assertThat(Files.exists(picture)).isTrue();
    }

    @Test
    void ownAnnotationStandsForProfileAndPlace(@AdminPage PageLease lease) {
        assertThat(lease.profile().value()).isEqualTo("shop-admin");
        assertThat(lease.page().getByTestId("order-count")).isVisible();
    }
}
