package io.leasehold.jupiter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.microsoft.playwright.Page;
import io.leasehold.LeaseLostException;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a page that a test kept does after its lease. Requirement: L3, L4. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LateUseTests {

    private static final Notes NOTES = new Notes();

    private final LoginSite site = LoginSite.start();

    @BeforeAll
    void runAll(@TempDir Path folder) {
        NOTES.clear();
        SuiteRun.Outcome outcome = SuiteRun.of(folder, KeepingTestCase.class, LateTestCase.class)
                .profilesAt(site, "admin")
                .run();
        assertThat(outcome.failures()).isEmpty();
    }

    @AfterAll
    void stop() {
        site.close();
    }

    static final class KeepingTestCase {
        @Test
        void keeps(@LeasedPage(profile = "admin") PageLease lease) {
            lease.page().navigate("/");
            NOTES.add("page", lease.page());
            NOTES.add("lease", lease);
        }
    }

    static final class LateTestCase {
        @Test
        void late(@LeasedPage(profile = "admin") Page own) {
            Page kept = NOTES.pages("page").get(0);
            NOTES.add("navigate", catchThrowable(() -> kept.navigate("/")));
            NOTES.add("locator", catchThrowable(() -> kept.locator("p").count()));
            NOTES.add(
                    "page()",
                    catchThrowable(() -> ((PageLease) NOTES.of("lease").get(0)).page()));
            own.navigate("/");
            assertThat(own.locator("#account")).hasText("admin");
        }
    }

    private static String leaseId() {
        return ((PageLease) NOTES.of("lease").get(0)).id().value();
    }

    @Test
    @Tag("direct")
    void aKeptPageSaysWhoseItWasAndThatItWasGivenBack() {
        String message = "This page was given back: its lease ended with the test that asked for it. Ask for a page of"
                + " its own in each test, with a @LeasedPage parameter. [lease=" + leaseId()
                + " profile=admin test=KeepingTestCase.keeps]";
        assertThat((Throwable) NOTES.of("navigate").get(0))
                .isInstanceOf(LeaseLostException.class)
                .hasMessage(message);
        assertThat((Throwable) NOTES.of("locator").get(0))
                .isInstanceOf(LeaseLostException.class)
                .hasMessage(message);
    }

    @Test
    void aKeptLeaseGivesNoPageAnyMore() {
        assertThat((Throwable) NOTES.of("page()").get(0))
                .isInstanceOf(LeaseLostException.class)
                .hasMessage(
                        "This page was given back: lease " + leaseId() + " ended with KeepingTestCase.keeps. Ask for"
                                + " a page of its own in each test, with a @LeasedPage parameter. [lease=" + leaseId()
                                + " profile=admin test=KeepingTestCase.keeps]");
    }

    @Test
    void aKeptPageReachesNothing() {
        assertThat(NOTES.pages("page")).allMatch(Page::isClosed);
        assertThat(NOTES.of("navigate")).hasSize(1).allMatch(RuntimeException.class::isInstance);
    }
}
