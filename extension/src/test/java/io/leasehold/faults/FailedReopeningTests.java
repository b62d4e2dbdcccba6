package io.leasehold.faults;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.jupiter.RunCounts;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** A context that was open is opened again, and that fails, twice over: a later lease tries again. Requirement: L8, L16. */
@Tag("browser")
@Tag("fault")
final class FailedReopeningTests {

    @ExtendWith(RunCounts.class)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static final class LosesItsBrowserTestCase {
        @Test
        @Order(1)
        void loses(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            Processes.kill(Processes.browser());
            page.locator("#never").waitFor();
        }

        @Test
        @Order(2)
        void meetsTheFailedStart(@LeasedPage(profile = "shop", startAt = "/") Page page) {}

        @Test
        @Order(3)
        void works(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            assertThat(page.locator("#account")).hasText("shop");
        }
    }

    @Test
    void isTriedAgainByALaterLeaseWithoutANewLogin(@TempDir Path folder) throws IOException {
        Processes.assumeTheyCanBeSeen();
        try (LoginSite site = LoginSite.start();
                Aftermath aftermath = new Aftermath()) {
            FlakyBrowser browser = FlakyBrowser.dyingAt(2, 3, folder);

            SuiteRun.Outcome outcome = SuiteRun.of(folder, LosesItsBrowserTestCase.class)
                    .profiles(FaultProfiles.json(site, browser.field()))
                    .run();

            assertThat(outcome.failureOf("loses(")).isNotNull();
            assertThat(outcome.tests(Status.SUCCESSFUL))
                    .as(outcome.failures().toString())
                    .isBetween(1L, 2L);
            assertThat(outcome.ended().stream()
                            .filter(one -> one.name().startsWith("works("))
                            .map(one -> one.result().getStatus()))
                    .containsExactly(Status.SUCCESSFUL);
            assertThat(browser.starts()).isEqualTo(4);
            assertThat(site.logins()).isEqualTo(1);
            assertThat(RunCounts.of(LosesItsBrowserTestCase.class).active()).isZero();
            assertThat(aftermath.left()).isEmpty();
        }
    }
}
