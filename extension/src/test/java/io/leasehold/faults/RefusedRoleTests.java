package io.leasehold.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** What looks like the end of a session and is how the application answers. Requirement: C9. */
@Tag("browser")
@Tag("fault")
final class RefusedRoleTests {

    private static final int TESTS = 6;
    private static final String STATUS_OF = "url => fetch(url).then(answer => answer.status)";

    static final class RoleTestCase {
        @RepeatedTest(TESTS)
        void isRefused(@LeasedPage(profile = "shop", startAt = "/desk") Page page) {
            assertThat(page.evaluate(STATUS_OF, "/admin/users")).isEqualTo(403);
        }
    }

    static final class ElsewhereTestCase {
        @RepeatedTest(TESTS)
        void isRefusedElsewhere(@LeasedPage(profile = "shop", startAt = "/desk") Page page) {
            page.navigate(System.getProperty("refused.role.elsewhere") + "/");
        }
    }

    static final class LoginPageTestCase {
        @RepeatedTest(TESTS)
        void visitsTheLoginPage(@LeasedPage(profile = "shop", startAt = "/desk") Page page) {
            page.navigate("/login");
        }
    }

    private static SuiteRun.Outcome run(LoginSite site, Path folder, Class<?> testCase) {
        site.page("/desk", "<h1>Desk</h1>")
                .handle("/admin/users", exchange -> LoginSite.html(exchange, 403, "not for your role"));
        return SuiteRun.of(folder, testCase)
                .profiles(FaultProfiles.json(site, ""))
                .run();
    }

    /** The probe's page is asked for once by the checkout before its login, and once after it. */
    private static int looks(LoginSite site, int byTheLogin) {
        return site.requests("/") - byTheLogin;
    }

    @Test
    void aRefusalOfTheRoleCostsOneLookForAllTests(@TempDir Path folder) {
        try (LoginSite site = LoginSite.start()) {
            SuiteRun.Outcome outcome = run(site, folder, RoleTestCase.class);

            assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(TESTS);
            assertThat(site.requests("/admin/users")).isEqualTo(TESTS);
            assertThat(site.logins()).isEqualTo(1);
            assertThat(looks(site, 3)).isEqualTo(1);
        }
    }

    @Test
    void anotherOriginsRefusalCostsNone(@TempDir Path folder) {
        try (LoginSite site = LoginSite.start();
                LoginSite elsewhere = LoginSite.start()) {
            elsewhere.handle("/", exchange -> LoginSite.html(exchange, 401, "who are you"));
            System.setProperty("refused.role.elsewhere", elsewhere.baseUrl());

            SuiteRun.Outcome outcome = run(site, folder, ElsewhereTestCase.class);

            assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(TESTS);
            assertThat(elsewhere.requests("/")).isEqualTo(TESTS);
            assertThat(looks(site, 3))
                    .as("one at the end of the run, for the last tab was elsewhere")
                    .isEqualTo(1);
        }
    }

    @Test
    void aTestThatLooksAtTheLoginPageCostsOneLookForAllTests(@TempDir Path folder) {
        try (LoginSite site = LoginSite.start()) {
            SuiteRun.Outcome outcome = run(site, folder, LoginPageTestCase.class);

            assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(TESTS);
            assertThat(site.logins()).isEqualTo(1);
            assertThat(looks(site, 3))
                    .as("one for all tests, and one at the end of the run, for the last tab was there")
                    .isEqualTo(2);
        }
    }
}
