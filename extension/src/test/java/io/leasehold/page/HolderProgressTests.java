package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.ProfileId;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.fixture.Waiting;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.Progress;
import io.leasehold.registry.jdbc.Registries;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What others read in the registry of a profile's holder while its tests run: the step and the place. Requirement: P5. */
@Tag("browser")
final class HolderProgressTests {

    private static final String TEST = "WorksTestCase.works";

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static final class WorksTestCase {
        private static volatile Path home = Path.of("");
        private static volatile String site = "";

        @Order(1)
        @Test
        void works(@LeasedPage(profile = "shop") PageLease first, @LeasedPage(profile = "shop") PageLease second) {
            await(progress -> progress.equals(new Progress(TEST, "")));

            first.page().navigate("/first");
            second.step("export orders");
            second.page().navigate("/orders?token=in-the-query#in-the-fragment");
            await(progress -> progress.equals(new Progress(TEST + ": export orders", site + "/orders")));

            second.mutation("rename", () -> assertThat(progress())
                    .isEqualTo(new Progress(TEST + ": export orders [rename]", site + "/orders")));
        }

        @Order(2)
        @Test
        void letsItGo(@LeasedPage(profile = "buyer") Page other) {
            await(new Progress("ready", "")::equals);
        }

        private static Progress progress() {
            try (ProfileRegistry registry = Registries.file(home, new MachineClock(Clock.systemUTC()))) {
                return registry.find(new ProfileId("shop"))
                        .orElseThrow()
                        .lease()
                        .orElseThrow()
                        .work()
                        .progress();
            }
        }

        private static void await(Predicate<Progress> expected) {
            assertThat(Waiting.until(Duration.ofSeconds(30), () -> expected.test(progress())))
                    .as("the last was " + progress())
                    .isTrue();
        }
    }

    private static String profile(String name) {
        return """
                "%s": {"accountId": "%s", "ttl": "PT6S", "login": {"url": "/login", "steps": [
                  {"fill": "Email", "with": "%s"},
                  {"fill": "Password", "with": "${property:login.site.password}"},
                  {"click": "Sign in"}, {"expect": "#account"}]},
                 "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']"}}"""
                .formatted(name, name, name);
    }

    @Test
    void theLatestTabsStepAndPlaceAreReportedAndNothingOnceItsTestIsOver(@TempDir Path folder) {
        System.setProperty("login.site.password", LoginSite.PASSWORD);
        try (LoginSite site = LoginSite.start().page("/first", "<h1>First</h1>").page("/orders", "<h1>Orders</h1>")) {
            WorksTestCase.home = folder.resolve("home/registry.db");
            WorksTestCase.site = site.baseUrl();

            SuiteRun.Outcome outcome = SuiteRun.of(folder, WorksTestCase.class)
                    .profiles("{\"baseUrl\": \"" + site.baseUrl() + "\", \"entryUrl\": \"/\", \"profiles\": {"
                            + profile("shop") + "," + profile("buyer") + "}}")
                    .run();

            assertThat(outcome.failures()).isEmpty();
        }
    }
}
