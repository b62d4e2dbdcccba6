package io.leasehold.faults;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.leasehold.LeaseLostException;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session that ends where a class prepares or tidies up is told as it is in a test. Requirement: C9, D2. */
@Tag("browser")
@Tag("fault")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LifecycleFailureTests {

    private static final LoginSite SITE = LoginSite.start();

    private SuiteRun.Outcome outcome;

    @BeforeAll
    void run(@TempDir Path folder) {
        outcome = SuiteRun.of(
                        folder,
                        PreparedTestCase.class,
                        PreparedOnceTestCase.class,
                        TidiedTestCase.class,
                        TidiedOnceTestCase.class)
                .profiles(FaultProfiles.json(SITE, ""))
                .run();
    }

    @AfterAll
    void end() {
        SITE.close();
    }

    private static void hit(Page page) {
        SITE.endSessions();
        page.navigate("/");
        assertThat(page.locator("#account")).hasText("shop", new LocatorAssertions.HasTextOptions().setTimeout(500));
    }

    static final class PreparedTestCase {
        @BeforeEach
        void prepare(@LeasedPage(profile = "shop") Page page) {
            hit(page);
        }

        @Test
        void isNotReached() {}
    }

    static final class PreparedOnceTestCase {
        @BeforeAll
        static void prepare(@LeasedPage(profile = "shop") Page page) {
            hit(page);
        }

        @Test
        void isNotReached() {}
    }

    static final class TidiedTestCase {
        @Test
        void passes() {}

        @AfterEach
        void tidy(@LeasedPage(profile = "shop") Page page) {
            hit(page);
        }
    }

    static final class TidiedOnceTestCase {
        @Test
        void passes() {}

        @AfterAll
        static void tidy(@LeasedPage(profile = "shop") Page page) {
            hit(page);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PreparedTestCase", "PreparedOnceTestCase", "TidiedTestCase", "TidiedOnceTestCase"})
    void saysThatTheSessionEnded(String type) {
        List<Throwable> told = outcome.failures().stream()
                .flatMap(failure -> List.of(failure.getSuppressed()).stream())
                .filter(one -> String.valueOf(one.getMessage()).contains("test=" + type))
                .toList();

        assertThat(told).singleElement().satisfies(one -> assertThat(one)
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContaining("The session of profile 'shop' ended at ")
                .hasMessageContaining("signed in again at "));
    }

    @Test
    void eachFailureHealsTheLoginOnce() {
        assertThat(outcome.failures()).hasSize(4);
        assertThat(SITE.logins()).isEqualTo(5);
    }
}
