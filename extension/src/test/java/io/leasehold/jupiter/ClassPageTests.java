package io.leasehold.jupiter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.SharedContextException;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Path;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.TestExecutionResult.Status;

/** A page of {@code @BeforeAll} serves one test at a time. Requirement: L3, L13. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClassPageTests {

    private static final Notes NOTES = new Notes();
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    private final LoginSite site = LoginSite.start();

    @AfterAll
    void stop() {
        site.close();
    }

    static final class ConcurrentTestCase {
        @BeforeAll
        static void open(@LeasedPage(profile = "admin") Page page) {
            NOTES.add("concurrent", page);
        }

        @Test
        void uses() throws Exception {
            BOTH.await(20, TimeUnit.SECONDS);
            NOTES.pages("concurrent").get(0).navigate("/");
            NOTES.add("thread", Thread.currentThread().getName());
            BOTH.await(20, TimeUnit.SECONDS);
            BOTH.await(20, TimeUnit.SECONDS);
        }

        @Test
        @DisplayName("alsoUses() with token=opensesame1")
        void alsoUses() throws Exception {
            BOTH.await(20, TimeUnit.SECONDS);
            BOTH.await(20, TimeUnit.SECONDS);
            try {
                NOTES.pages("concurrent").get(0).navigate("/");
            } finally {
                BOTH.await(20, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    @Tag("direct")
    void concurrentMethodsAreRefusedWithTheTestThatUsesThePage(@TempDir Path folder) {
        NOTES.clear();

        SuiteRun.Outcome outcome = SuiteRun.of(folder, ConcurrentTestCase.class)
                .profilesAt(site, "admin")
                .concurrently(2)
                .run();

        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(1);
        assertThat(outcome.failureOf("alsoUses("))
                .isInstanceOf(SharedContextException.class)
                .hasMessage(
                        "'goto' in ConcurrentTestCase.alsoUses() with token=*** was refused: the page was leased for the"
                                + " whole class in @BeforeAll, and ConcurrentTestCase.uses() is using it on thread '"
                                + NOTES.of("thread").get(0)
                                + "'. Give each test a @LeasedPage parameter of its own, or run"
                                + " the class's methods on one thread with @Execution(SAME_THREAD).");
    }

    @Execution(ExecutionMode.SAME_THREAD)
    static final class OneThreadTestCase {
        @BeforeAll
        static void open(@LeasedPage(profile = "admin") Page page) {
            NOTES.add("one thread", page);
        }

        @Test
        void one() {
            use();
        }

        @Test
        void other() {
            use();
        }

        private static void use() {
            Page page = NOTES.pages("one thread").get(0);
            page.navigate("/");
            assertThat(page.locator("#account")).hasText("admin");
        }
    }

    @Test
    void methodsOfOneThreadShareIt(@TempDir Path folder) {
        NOTES.clear();

        SuiteRun.Outcome outcome = SuiteRun.of(folder, OneThreadTestCase.class)
                .profilesAt(site, "admin")
                .concurrently(2)
                .run();

        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(2);
    }
}
