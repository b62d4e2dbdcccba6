package io.leasehold.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.leasehold.LeaseLostException;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A test keeps the context in a field. Later one test has the connection that it belongs to, and another, beside it,
 * uses the field: that must not reach the tabs of the first. Requirement: L3, L4, L12.
 */
@Tag("browser")
@Tag("direct")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KeptContextTests {

    private static final Notes NOTES = new Notes();
    private static final CountDownLatch KEPT = new CountDownLatch(1);
    private static final CountDownLatch LENT_AGAIN = new CountDownLatch(1);
    private static final CountDownLatch USED = new CountDownLatch(1);
    private static final List<String> USES =
            List.of("newPage", "cookies", "storageState", "request", "title of pages()");

    private final LoginSite site = LoginSite.start();
    private SuiteRun.Outcome outcome;

    @BeforeAll
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void runAll(@TempDir Path folder) {
        NOTES.clear();
        outcome = SuiteRun.of(folder, KeepsTestCase.class, FirstTestCase.class, SecondTestCase.class)
                .profilesAt(site, "admin")
                .concurrently(3)
                .run();
    }

    @AfterAll
    void stop() {
        site.close();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    }

    /** Runs on the launcher's thread; the others wait for it before they ask for a page. */
    @Execution(ExecutionMode.SAME_THREAD)
    static final class KeepsTestCase {
        @Test
        void keeps(@LeasedPage(profile = "admin") PageLease lease) {
            Ending.work(lease.page());
            NOTES.add("lease", lease.id().value());
            NOTES.add("context", lease.page().context());
        }

        @AfterAll
        static void tell() {
            KEPT.countDown();
        }
    }

    static final class FirstTestCase {
        @BeforeEach
        void afterItWasKept() throws InterruptedException {
            await(KEPT);
        }

        @Test
        void hasTheConnection(@LeasedPage(profile = "admin") Page page) throws InterruptedException {
            Ending.work(page);
            assertThat(page.context()).as("the connection was lent again").isSameAs(kept());
            LENT_AGAIN.countDown();
            await(USED);
            Ending.work(page);
            NOTES.add("tabs of the first", page.context().pages().size());
        }
    }

    static final class SecondTestCase {
        @BeforeEach
        void afterTheFirstHasItsPage() throws InterruptedException {
            await(LENT_AGAIN);
        }

        @Test
        void usesWhatWasKept(@LeasedPage(profile = "admin") Page page) {
            try {
                Ending.work(page);
                uses(kept()).forEach((name, use) -> {
                    Throwable thrown = catchThrowable(use::call);
                    NOTES.add(name, thrown == null ? "went through" : thrown);
                });
            } finally {
                USED.countDown();
            }
            Ending.work(page);
        }
    }

    private static BrowserContext kept() {
        return (BrowserContext) NOTES.of("context").get(0);
    }

    private static Map<String, Callable<?>> uses(BrowserContext context) {
        Map<String, Callable<?>> uses = new LinkedHashMap<>();
        uses.put("newPage", context::newPage);
        uses.put("cookies", context::cookies);
        uses.put("storageState", context::storageState);
        uses.put("request", () -> context.request().get("/").status());
        uses.put("title of pages()", () -> context.pages().get(0).title());
        return uses;
    }

    @Test
    void whoeverUsesItIsToldWhoseItWas() {
        assertThat(USES)
                .allSatisfy(name ->
                        assertThat(NOTES.of(name)).as(name).singleElement().isInstanceOf(LeaseLostException.class));
    }

    @Test
    void theTestThatHasTheConnectionHasItsOwnTabOnly() {
        assertThat(NOTES.of("tabs of the first")).containsExactly(1);
        assertThat(outcome.failures()).isEmpty();
    }
}
