package io.leasehold.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.junit.UsePlaywright;
import io.leasehold.Access;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** Annotations, files and settings that ask for what cannot be given. Requirement: L1, L14. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadRequestTests {

    private final LoginSite site = LoginSite.start();

    @AfterAll
    void stop() {
        site.close();
    }

    static final class WrongTestCase {
        @Test
        void unknown(@LeasedPage(profile = "admim") Page page) {}

        @Test
        void blank(@LeasedPage(profile = " ") Page page) {}

        @Test
        void context(@LeasedPage(profile = "admin") BrowserContext context) {}

        @Test
        void browser(@LeasedPage(profile = "admin") Browser browser) {}

        @Test
        void text(@LeasedPage(profile = "admin") String text) {}
    }

    @UsePlaywright
    static final class ClashTestCase {
        @Test
        void clash(@LeasedPage(profile = "admin") Page page) {}
    }

    private static String message(SuiteRun.Outcome outcome, String test) {
        Throwable thrown = outcome.failureOf(test + "(");
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        return String.valueOf(cause.getMessage());
    }

    @Test
    void parametersThatCannotBeLeasedAreRefusedBeforeAnyBrowserOpens(@TempDir Path folder) {
        SuiteRun.Outcome outcome = SuiteRun.of(folder, WrongTestCase.class, ClashTestCase.class)
                .profilesAt(site, "admin", "buyer")
                .run();

        assertThat(outcome.tests(Status.FAILED)).isEqualTo(6);
        assertThat(message(outcome, "unknown"))
                .isEqualTo("No profile is called 'admim': " + folder.resolve("profiles.json")
                        + " has admin, buyer. Did you mean 'admin'? Correct the name, or add the profile."
                        + " [profile=admim]");
        assertThat(message(outcome, "blank"))
                .endsWith("names no profile. Name one of leasehold.json: @LeasedPage(profile = \"…\").");
        assertThat(message(outcome, "context"))
                .isEqualTo("A BrowserContext cannot be leased: it belongs to the provider, and other tests use it too."
                        + " Declare the parameter as Page or PageLease. [parameter=context profile=admin]");
        assertThat(message(outcome, "browser"))
                .isEqualTo("A Browser cannot be leased: it belongs to the provider, and other tests use it too."
                        + " Declare the parameter as Page or PageLease. [parameter=browser profile=admin]");
        assertThat(message(outcome, "text"))
                .isEqualTo("A String cannot be leased. Declare the parameter as Page or PageLease."
                        + " [parameter=text profile=admin]");
        assertThat(site.requests("/")).isZero();
    }

    @Test
    void usePlaywrightOnTheSameClassIsAClash(@TempDir Path folder) {
        SuiteRun.Outcome outcome = SuiteRun.of(folder, ClashTestCase.class)
                .profilesAt(site, "admin")
                .run();

        assertThat(message(outcome, "clash"))
                .contains("@UsePlaywright")
                .contains("Keep @LeasedPage for a tab of the shared, logged-in context and remove @UsePlaywright");
    }

    static final class OneTestCase {
        @Test
        void one(@LeasedPage(profile = "admin") Page page) {}
    }

    @Test
    void aProfilesFileThatIsNotThereIsNamed(@TempDir Path folder) {
        Path missing = folder.resolve("none.json");

        SuiteRun.Outcome outcome = SuiteRun.of(folder, OneTestCase.class)
                .with("leasehold.profiles", missing.toString())
                .run();

        assertThat(message(outcome, "one"))
                .startsWith(
                        "No profiles file was found: looked for '" + missing + "' as a class path resource and as the"
                                + " file " + missing + ". Create src/test/resources/leasehold.json, for example:");
    }

    @Test
    void aMalformedProfilesFileListsWhatIsWrong(@TempDir Path folder) {
        SuiteRun.Outcome outcome = SuiteRun.of(folder, OneTestCase.class)
                .profiles("{\"profiles\": {\n\"admin\": {\"acountId\": \"admin\",\n\"entryUrl\": 7}}}")
                .run();

        assertThat(message(outcome, "one"))
                .startsWith(folder.resolve("profiles.json") + " cannot be used: it has ")
                .contains("line 2")
                .contains("acountId")
                .contains("line 3");
    }

    @Test
    void badSettingsAreAllReportedAtOnce(@TempDir Path folder) {
        SuiteRun.Outcome outcome = SuiteRun.of(folder, OneTestCase.class)
                .profilesAt(site, "admin")
                .with("leasehold.headless", "maybe")
                .with("leasehold.acquireTimeout", "-1")
                .with("leasehold.worker", "x")
                .with("leasehold.slowMotion", "fast")
                .run();

        assertThat(message(outcome, "one"))
                .isEqualTo("Leasehold cannot start with these settings: leasehold.headless is 'maybe', but it takes"
                        + " true or false. leasehold.slowMotion is 'fast', but it takes milliseconds, a whole number"
                        + " from 0 to 999999. leasehold.worker is 'x', but it takes auto, direct or public."
                        + " leasehold.acquireTimeout is '-1', but it takes an ISO-8601 duration of at least PT1S, such"
                        + " as PT1M. Correct them in junit-platform.properties, with -D or in the environment.");
    }

    static final class GreedyTestCase {
        @Test
        void greedy(
                @LeasedPage(profile = "admin") Page shared,
                @LeasedPage(profile = "admin", access = Access.EXCLUSIVE) Page exclusive) {}
    }

    @Test
    void exclusiveInsideSharedOfTheSameTestIsRefusedAtOnce(@TempDir Path folder) {
        SuiteRun.Outcome outcome = SuiteRun.of(folder, GreedyTestCase.class)
                .profilesAt(site, "admin")
                .run();

        assertThat(message(outcome, "greedy"))
                .isEqualTo("GreedyTestCase.greedy asks for an EXCLUSIVE page of profile 'admin' while it holds a SHARED"
                        + " one: it would wait for itself for ever. Ask for EXCLUSIVE on its first @LeasedPage"
                        + " parameter of the profile.");
    }
}
