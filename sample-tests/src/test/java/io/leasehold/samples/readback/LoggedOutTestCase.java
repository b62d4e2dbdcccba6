package io.leasehold.samples.readback;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.leasehold.LeasedPage;
import io.leasehold.harbor.traps.Trap;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cells of the trap that ends the session of its profile: one after the other, with a profile of their own. */
@Execution(ExecutionMode.SAME_THREAD)
final class LoggedOutTestCase {

    static Stream<Cell> cells() {
        return Cell.all(MatrixRun.repetitions()).filter(cell -> cell.trap() == Trap.LOGGED_OUT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void judges(Cell cell, @LeasedPage(profile = "leaver") Page page, TestReporter reporter) {
        try {
            reporter.publishEntry(Trial.of(cell, page).entry());
        } finally {
            signInAgain(page);
        }
    }

    /** The next test of the profile gets a session that is alive, whatever this one has done to it. */
    private static void signInAgain(Page page) {
        page.navigate("/account");
        Locator password = page.getByLabel("Password");
        Locator signedIn = page.getByTestId("email");
        assertThat(password.or(signedIn)).isVisible();
        if (password.isVisible()) {
            page.getByLabel("Email").fill(MatrixRun.LEAVER);
            password.fill(System.getProperty(MatrixRun.PASSWORD, ""));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                    .click();
            assertThat(signedIn).hasText(MatrixRun.LEAVER);
        }
    }
}
