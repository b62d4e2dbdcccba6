package io.leasehold.suite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.fixture.SuiteRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A run that says when it is at a stage, and stays there; the arguments are a folder, the password, the stage and the registry's URL. */
final class StageRun {

    private StageRun() {}

    /** What the run that ends early is doing then. */
    static final class StageTestCase {
        @Test
        void acts(@LeasedPage(profile = "admin", startAt = "/") PageLease lease) throws IOException {
            Path ready = Path.of(System.getProperty("stage.ready"));
            lease.step("look around");
            switch (System.getProperty("stage")) {
                case "reading" -> {
                    Files.createFile(ready);
                    lease.page().locator("#never").waitFor();
                }
                case "mutating" ->
                    lease.mutation("rename store", () -> {
                        lease.page().evaluate("fetch('/slow', {method: 'POST'})");
                    });
                case "mutated" -> {
                    lease.mutation("rename store", () -> {
                        lease.page().evaluate("fetch('/save', {method: 'POST'})");
                    });
                    Files.createFile(ready);
                    lease.page().locator("#never").waitFor();
                }
                case "leaving" -> {
                    Files.createFile(ready);
                    while (Files.notExists(ready.resolveSibling("leave"))) {
                        lease.page().waitForTimeout(20);
                    }
                }
                default -> throw new IllegalStateException("No such stage.");
            }
        }
    }

    /** Saves now and then, for as long as it is let. */
    static final class SavingTestCase {
        @Test
        void saves(@LeasedPage(profile = "admin", startAt = "/") PageLease lease) throws IOException {
            Path ready = Path.of(System.getProperty("stage.ready"));
            Files.createFile(ready);
            while (Files.notExists(ready.resolveSibling("enough"))) {
                lease.mutation("save", () -> {
                    lease.page().evaluate("fetch('/save', {method: 'POST'})");
                });
                lease.page().waitForTimeout(50);
            }
        }
    }

    /** Looks at the page, gives it back, and is elsewhere then. */
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static final class IdleTestCase {
        @Test
        void first(@LeasedPage(profile = "admin", startAt = "/") Page page) {
            assertThat(page.locator("#account")).hasText("admin");
        }

        @Test
        void second() throws Exception {
            Files.createFile(Path.of(System.getProperty("stage.ready")));
            new CountDownLatch(1).await();
        }
    }

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        System.setProperty("stage.ready", folder.resolve("ready").toString());
        System.setProperty("login.site.password", arguments[1]);
        System.setProperty("stage", arguments[2]);
        Class<?> tests =
                switch (arguments[2]) {
                    case "saving" -> SavingTestCase.class;
                    case "idle" -> IdleTestCase.class;
                    default -> StageTestCase.class;
                };
        SuiteRun.Outcome outcome = SuiteRun.of(folder, tests)
                .with("leasehold.profiles", folder.resolve("profiles.json").toString())
                .with("leasehold.registry.url", arguments[3])
                .run();
        outcome.failures().forEach(failure -> failure.printStackTrace());
        System.exit(outcome.failures().size());
    }
}
