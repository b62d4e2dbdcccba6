package io.leasehold.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line at the end of a run. Requirement: D4. */
@Tag("browser")
final class SummaryTests {

    private static final Pattern LINE = Pattern.compile(
            "Leasehold: (\\d+) leases of (\\d+) profiles, peak (\\d+) at"
                    + " once, (\\d+) tabs left open by tests, (\\d+) violations, (\\d+) unconfirmed mutations\\. Evidence: (.+)");

    static final class CountedTestCase {
        @Test
        void twoOfOneAndOneOfAnother(
                @LeasedPage(profile = "admin") Page one,
                @LeasedPage(profile = "admin") Page two,
                @LeasedPage(profile = "buyer") Page buyer) {
            one.navigate("/");
        }

        @Test
        void leavesAPopupOpen(@LeasedPage(profile = "admin", startAt = "/") Page page) {
            page.waitForPopup(() -> page.evaluate("void window.open('/')"));
        }
    }

    static final class ClosingTestCase {
        @Test
        void closes(@LeasedPage(profile = "admin") Page page) {
            assertThat(catchThrowable(() -> page.context().clearCookies())).isNotNull();
            assertThat(catchThrowable(() -> page.context().close())).isNotNull();
        }
    }

    private static Matcher summary(Path folder, Class<?> testCase) {
        try (LoginSite site = LoginSite.start();
                LogRecords log = LogRecords.open()) {
            SuiteRun.Outcome outcome = SuiteRun.of(folder, testCase)
                    .profilesAt(site, "admin", "buyer", "unused")
                    .run();
            assertThat(outcome.failures()).isEmpty();
            List<Matcher> lines = log.texts().stream()
                    .filter(text -> text.startsWith("Leasehold: "))
                    .map(LINE::matcher)
                    .toList();
            assertThat(lines).hasSize(1).allMatch(Matcher::matches);
            return lines.get(0);
        }
    }

    @Test
    void oneLineTellsLeasesProfilesPeakAndTabsLeftOpen(@TempDir Path folder) {
        Matcher line = summary(folder, CountedTestCase.class);

        assertThat(line.group(1)).as("leases").isEqualTo("4");
        assertThat(line.group(2)).as("profiles").isEqualTo("2");
        assertThat(line.group(3)).as("peak").isEqualTo("3");
        assertThat(line.group(4)).as("left open").isEqualTo("1");
        assertThat(line.group(5)).as("violations").isEqualTo("0");
        assertThat(line.group(6)).as("unconfirmed mutations").isEqualTo("0");
        assertThat(Path.of(line.group(7))).isDirectory().matches(path -> path.startsWith(folder.resolve("evidence")));
        assertThat(Files.exists(Path.of(line.group(7)).getParent())).isTrue();
    }

    @Test
    @Tag("direct")
    void refusedCallsAreCounted(@TempDir Path folder) {
        assertThat(summary(folder, ClosingTestCase.class).group(5)).isEqualTo("2");
    }
}
