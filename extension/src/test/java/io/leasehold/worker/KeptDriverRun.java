package io.leasehold.worker;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult.Status;

/**
 * One leased test in a JVM of its own, which then ends as if it were killed. Its arguments: the folder that it writes to,
 * and where drivers are kept.
 */
final class KeptDriverRun {

    private KeptDriverRun() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        SuiteRun.Outcome outcome;
        try (LoginSite site = LoginSite.start()) {
            outcome = SuiteRun.of(folder, OneTestCase.class)
                    .profilesAt(site, "admin")
                    .with("leasehold.driver.folder", arguments[1])
                    .run();
        }
        Files.writeString(
                folder.resolve("told.txt"),
                outcome.tests(Status.SUCCESSFUL) + " passed\n" + String.join("\n", OneTestCase.SEEN));
        Runtime.getRuntime().halt(0);
    }

    static final class OneTestCase {
        private static final ConcurrentLinkedQueue<String> SEEN = new ConcurrentLinkedQueue<>();

        @Test
        void seesItsAccount(@LeasedPage(profile = "admin", startAt = "/") Page page) throws IOException {
            for (ProcessHandle child : ProcessHandle.current().children().toList()) {
                SEEN.add(child.info().command().orElse(""));
                Path environment = Path.of("/proc", String.valueOf(child.pid()), "environ");
                SEEN.addAll(List.of(Files.readString(environment).split("\0")));
            }
            assertThat(page.locator("#account")).hasText("admin");
        }
    }
}
