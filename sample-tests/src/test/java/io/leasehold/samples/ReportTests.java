package io.leasehold.samples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.leasehold.JobScope;
import io.leasehold.LeasedPage;
import io.leasehold.ProviderJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application prepares one report at a time, so these tests take turns; all others go on. */
@Tag("browser")
class ReportTests {

    @Test
    @ProviderJob(value = "order-report", scope = JobScope.PLATFORM)
    void exportsAllOrders(@LeasedPage(profile = "shop-admin", startAt = "/reports") Page page, @TempDir Path folder)
            throws IOException {
        Download download = page.waitForDownload(() -> exported(page).click());

        assertThat(download.suggestedFilename()).isEqualTo("harbor-orders.csv");
        assertThat(Files.readString(download.path()))
                .startsWith("number,date,customer")
                .contains("Lighthouse Trust");
        Path copy = folder.resolve("orders.csv");
        download.saveAs(copy);
        assertThat(copy).hasSameBinaryContentAs(download.path());
    }

    @Test
    @ProviderJob(value = "order-report", scope = JobScope.PLATFORM, profile = "shop-admin")
    void oneReportServesEverybody(
            @LeasedPage(profile = "shop-admin", startAt = "/reports") Page admin,
            @LeasedPage(profile = "auditor") Page auditor) {
        String address = exported(admin).getAttribute("href");

        auditor.navigate("/reports");

        assertThat(downloadLink(auditor)).hasAttribute("href", address);
    }

    private static Locator exported(Page page) {
        String before =
                page.locator("#report a").count() == 0 ? "" : downloadLink(page).getAttribute("href");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Export report"))
                .click();
        Locator link = downloadLink(page);
        assertThat(link).not().hasAttribute("href", before);
        return link;
    }

    private static Locator downloadLink(Page page) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Download report"));
    }
}
