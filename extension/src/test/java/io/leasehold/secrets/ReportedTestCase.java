package io.leasehold.secrets;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.leasehold.readback.ReadbackAssertions.assertThatMutation;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.leasehold.LeasedPage;
import org.junit.jupiter.api.Test;

/** Fails in ways that Leasehold has something to say about; what it types is secret. Run by {@link BuildReportTests}. */
final class ReportedTestCase {

    static final String STORE = "reported.store";

    private static final double AT_ONCE_MS = 200;

    private static Locator field(Page page) {
        return page.getByLabel("Store name");
    }

    @Test
    void isNotSaved(@LeasedPage(profile = "admin") Page page) {
        String secret = System.getenv(EnvironmentRun.VARIABLE);
        page.navigate(System.getProperty(STORE));
        assertThatMutation(page, "rename to " + secret, () -> {
                    field(page).fill(secret);
                    page.getByRole(AriaRole.BUTTON).click();
                })
                .isConfirmedAfterReload(secret, again -> field(again).inputValue());
    }

    @Test
    void losesItsSession(@LeasedPage(profile = "admin", startAt = "/") Page page) {
        page.navigate("/end?token=" + System.getenv(EnvironmentRun.VARIABLE));
        page.navigate("/");
        assertThat(page.locator("#account")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(AT_ONCE_MS));
    }
}
