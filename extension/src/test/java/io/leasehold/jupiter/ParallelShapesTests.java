package io.leasehold.jupiter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Path;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** Tests that run at the same time, and one login for all of them. Requirement: L2, L3, L8, L13. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ParallelShapesTests {

    private static final Notes NOTES = new Notes();
    private static final CyclicBarrier THREE = new CyclicBarrier(3);
    private static final CyclicBarrier TWO = new CyclicBarrier(2);

    private final LoginSite site = LoginSite.start();

    @BeforeEach
    void forget() {
        NOTES.clear();
    }

    @AfterAll
    void stop() {
        site.close();
    }

    private static void use(Page page, String account) {
        NOTES.add("pages", page);
        NOTES.add("threads", Thread.currentThread().getName());
        page.navigate("/");
        assertThat(page.locator("#account")).hasText(account);
    }

    static final class FirstTestCase {
        @RepeatedTest(2)
        void one(@LeasedPage(profile = "admin") Page page) {
            use(page, "admin");
        }

        @Nested
        final class InnerTestCase {
            @Test
            void two(@LeasedPage(profile = "buyer") Page page) {
                use(page, "buyer");
            }
        }
    }

    static final class SecondTestCase {
        @Test
        void one(@LeasedPage(profile = "admin") Page page) {
            use(page, "admin");
        }

        @Test
        void two(@LeasedPage(profile = "buyer") Page page) {
            use(page, "buyer");
        }
    }

    @Test
    void theParallelBlockOfPlaywrightsOwnDocsWorksAndOneSessionLogsInOnce(@TempDir Path folder) {
        int before = site.logins();

        SuiteRun.Outcome outcome = SuiteRun.of(folder, FirstTestCase.class, SecondTestCase.class)
                .profilesAt(site, "admin", "buyer")
                .with("junit.jupiter.execution.parallel.enabled", "true")
                .with("junit.jupiter.execution.parallel.mode.default", "same_thread")
                .with("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .with("junit.jupiter.execution.parallel.config.strategy", "dynamic")
                .with("junit.jupiter.execution.parallel.config.dynamic.factor", "0.5")
                .times(3)
                .run();

        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(15);
        assertThat(NOTES.pages("pages")).hasSize(15).doesNotHaveDuplicates().allMatch(Page::isClosed);
        assertThat(site.logins() - before).isEqualTo(2);
    }

    static final class MeetingTestCase {
        @BeforeEach
        void allAskAtOnce() throws Exception {
            THREE.await(20, TimeUnit.SECONDS);
        }

        @Test
        void one(@LeasedPage(profile = "admin") Page page) throws Exception {
            meet(page);
        }

        @Test
        void two(@LeasedPage(profile = "admin") Page page) throws Exception {
            meet(page);
        }

        @Test
        void three(@LeasedPage(profile = "admin") Page page) throws Exception {
            meet(page);
        }

        private static void meet(Page page) throws Exception {
            use(page, "admin");
            THREE.await(20, TimeUnit.SECONDS);
            assertThat(page.context().pages()).contains(page);
            THREE.await(20, TimeUnit.SECONDS);
            page.reload();
            assertThat(page.locator("#account")).hasText("admin");
        }
    }

    @Test
    void threeConcurrentFirstUsersShareOneLoginOnAFixedNumberOfThreads(@TempDir Path folder) {
        int before = site.logins();

        SuiteRun.Outcome outcome = SuiteRun.of(folder, MeetingTestCase.class)
                .profilesAt(site, "admin")
                .concurrently(3)
                .times(2)
                .run();

        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(6);
        assertThat(NOTES.of("threads").stream().distinct()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(NOTES.pages("pages")).hasSize(6).doesNotHaveDuplicates();
        assertThat(site.logins() - before).isEqualTo(1);
    }

    static final class PairTestCase {
        @RepeatedTest(2)
        void admin(@LeasedPage(profile = "admin") Page page) throws Exception {
            use(page, "admin");
            TWO.await(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void concurrentMethodsWorkWithTheDynamicStrategy(@TempDir Path folder) {
        SuiteRun.Outcome outcome = SuiteRun.of(folder, PairTestCase.class)
                .profilesAt(site, "admin")
                .with("junit.jupiter.execution.parallel.enabled", "true")
                .with("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .with("junit.jupiter.execution.parallel.config.strategy", "dynamic")
                .with("junit.jupiter.execution.parallel.config.dynamic.factor", "2")
                .run();

        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(2);
        assertThat(NOTES.of("threads")).doesNotHaveDuplicates();
    }
}
