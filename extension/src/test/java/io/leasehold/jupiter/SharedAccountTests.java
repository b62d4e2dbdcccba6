package io.leasehold.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.Access;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.ConfigurationException;
import io.leasehold.HeldJob;
import io.leasehold.JobScope;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.ProviderJob;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/**
 * Pools, tasks and provider jobs as tests use them, with real browsers and tests at the same time. Requirement: P1, L15.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SharedAccountTests {

    private final LoginSite site = LoginSite.start();
    private SuiteRun.Outcome outcome;

    @BeforeAll
    void run(@TempDir Path folder) {
        SharedTestCase.ACCOUNTS.clear();
        SharedTestCase.TOKENS.clear();
        SharedTestCase.COUNT[0] = 0;
        SharedTestCase.OUTSIDE.set(0);
        System.setProperty("login.site.password", LoginSite.PASSWORD);
        outcome = SuiteRun.of(folder, SharedTestCase.class)
                .profiles(profiles())
                .concurrently(4)
                .run();
    }

    private String profiles() {
        return "{\"baseUrl\": \"" + site.baseUrl() + "\", \"entryUrl\": \"/\", \"profiles\": {"
                + profile("first", "\"allowedTasks\": [\"checkout\"]") + ","
                + profile("second", "\"platform\": \"shop\"") + "},"
                + " \"pools\": {\"buyer\": {\"members\": [\"first\", \"second\"]}}}";
    }

    private static String profile(String name, String more) {
        return """
                "%s": {"accountId": "%s", %s, "login": {"url": "/login", "steps": [
                  {"fill": "Email", "with": "%s"},
                  {"fill": "Password", "with": "${property:login.site.password}"},
                  {"click": "Sign in"}, {"expect": "#account"}]},
                 "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']"}}"""
                .formatted(name, name, more, name);
    }

    @AfterAll
    void stop() {
        site.close();
    }

    static final class SharedTestCase {
        static final List<String> ACCOUNTS = new CopyOnWriteArrayList<>();
        static final List<Long> TOKENS = new CopyOnWriteArrayList<>();
        static final int[] COUNT = new int[1];
        static final AtomicInteger OUTSIDE = new AtomicInteger();

        @RepeatedTest(6)
        void anyBuyer(@LeasedPage(profile = "buyer", task = "checkout", startAt = "/") Page page) {
            ACCOUNTS.add(page.locator("#account").textContent());
        }

        @Test
        void twoTabsByTwoNames(
                @LeasedPage(profile = "buyer", task = "checkout") Page one,
                @LeasedPage(profile = "first", task = "checkout") Page other) {
            assertThat(one).isNotSameAs(other);
            assertThat(one.context()).isSameAs(other.context());
        }

        @Test
        void notAllowed(@LeasedPage(profile = "first", task = "export") Page page) {}

        @RepeatedTest(4)
        @ProviderJob(value = "monthly-report", scope = JobScope.PLATFORM)
        void isAJob(@LeasedPage(profile = "second") PageLease lease) {
            count(lease);
        }

        @RepeatedTest(4)
        void hasAJob(@LeasedPage(profile = "second") PageLease lease) {
            String mutex = lease.providerJob("monthly-report", JobScope.PLATFORM, (HeldJob job) -> {
                TOKENS.add(job.fencingToken());
                count(lease);
                return job.mutex();
            });
            assertThat(mutex).isEqualTo("platform/shop/monthly-report");
        }

        /** A read-add-write that two at a time would spoil. */
        private static void count(PageLease lease) {
            int before = COUNT[0];
            lease.page().waitForTimeout(50);
            COUNT[0] = before + 1;
        }

        @RepeatedTest(3)
        void hasNone(@LeasedPage(profile = "second") Page page) {
            OUTSIDE.incrementAndGet();
        }

        @Test
        @ProviderJob("export")
        void insideItself(@LeasedPage(profile = "second") PageLease lease) {
            lease.providerJob("export", () -> COUNT[0] = -1);
        }

        @Test
        @ProviderJob("export")
        void withoutAPage() {
            COUNT[0] = -1;
        }

        @Test
        @ProviderJob(value = "export", profile = "buyer")
        void namedByItsPool(
                @LeasedPage(profile = "second") Page other,
                @LeasedPage(profile = "buyer", task = "checkout") PageLease lease) {
            assertThat(lease.profile().value()).isEqualTo("first");
        }

        @Test
        void alone(@LeasedPage(profile = "buyer", task = "checkout", access = Access.EXCLUSIVE) PageLease lease) {
            assertThat(lease.profile().value()).isEqualTo("first");
        }
    }

    @Test
    void allTestsOfARunGetTheSameMemberWithOneLogin() {
        assertThat(SharedTestCase.ACCOUNTS).hasSize(6).containsOnly("first");
        assertThat(site.logins()).isEqualTo(2);
    }

    @Test
    void aTaskThatIsNotAllowedIsDenied() {
        assertThat(outcome.failureOf("notAllowed"))
                .rootCause()
                .isInstanceOfSatisfying(CheckoutDeniedException.class, denial -> assertThat(denial.reason())
                        .isEqualTo(CheckoutDeniedException.Reason.PROFILE_NOT_ALLOWED_FOR_TASK));
    }

    @Test
    void jobsOfTestsAreDoneOneAtATime() {
        assertThat(SharedTestCase.COUNT[0]).isEqualTo(8);
        assertThat(SharedTestCase.TOKENS)
                .hasSize(4)
                .doesNotHaveDuplicates()
                .allMatch(token -> token >= 1 && token <= 8);
        assertThat(SharedTestCase.OUTSIDE).hasValue(3);
    }

    @Test
    void mistakesAreNamed() {
        assertThat(outcome.failureOf("insideItself")).isInstanceOf(ConfigurationException.class);
        assertThat(outcome.failureOf("withoutAPage"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "@ProviderJob(\"export\") on withoutAPage needs a @LeasedPage of the profile that it is done"
                                + " for, and it has pages of 0 profiles. Add one, or say which with profile = \"…\".");
        assertThat(outcome.tests(Status.FAILED)).isEqualTo(3);
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(20);
    }
}
