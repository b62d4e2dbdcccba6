package io.leasehold.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.Access;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.Aftermath;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.page.LeaseCounts;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/**
 * JUnit's pool starts a thread more for each test that waits in a {@link CompletableFuture}, so more tests hold pages
 * than were asked to run at once. They are all counted, once, and nobody hangs. Requirement: L4, L7, L13.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CompensationTests {

    private static final int PARALLELISM = 2;
    private static final int JOINING = 8;
    private static final int GETTING = 8;
    private static final int ALONE = 6;

    private final Aftermath aftermath = Aftermath.watch();
    private SuiteRun.Outcome outcome;
    private int logins;

    /** The size of the pool is left to JUnit. */
    @BeforeAll
    @Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void run(@TempDir Path folder) {
        Census.forget(WaitsTestCase.class);
        try (LoginSite site = LoginSite.start()) {
            outcome = SuiteRun.of(folder, WaitsTestCase.class)
                    .profilesAt(site, "admin", "buyer")
                    .with("junit.jupiter.execution.parallel.enabled", "true")
                    .with("junit.jupiter.execution.parallel.mode.default", "concurrent")
                    .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                    .with("junit.jupiter.execution.parallel.config.fixed.parallelism", String.valueOf(PARALLELISM))
                    .run();
            logins = site.logins();
        }
    }

    @AfterAll
    void stop() {
        aftermath.close();
    }

    @ExtendWith(Census.class)
    static final class WaitsTestCase {
        static final CompletableFuture<String> ALL_HOLD_A_PAGE = new CompletableFuture<>();
        static final AtomicInteger HOLDING = new AtomicInteger();
        static final AtomicInteger ALONE_INSIDE = new AtomicInteger();
        static final List<String> MET = new CopyOnWriteArrayList<>();

        @RepeatedTest(JOINING)
        void joins(@LeasedPage(profile = "admin") Page page) {
            Ending.work(page);
            arrive();
            assertThat(ALL_HOLD_A_PAGE.join()).isEqualTo("all");
            Ending.work(page);
        }

        @RepeatedTest(GETTING)
        void gets(@LeasedPage(profile = "admin") Page page) throws Exception {
            Ending.work(page);
            arrive();
            assertThat(ALL_HOLD_A_PAGE.get(90, TimeUnit.SECONDS)).isEqualTo("all");
            Ending.work(page);
        }

        private static void arrive() {
            if (HOLDING.incrementAndGet() == JOINING + GETTING) {
                ALL_HOLD_A_PAGE.complete("all");
            }
            ALL_HOLD_A_PAGE.completeOnTimeout("not all", 90, TimeUnit.SECONDS);
        }

        /** Waits in the lease itself, for its turn. */
        @RepeatedTest(ALONE)
        void alone(@LeasedPage(profile = "buyer", access = Access.EXCLUSIVE) Page page) {
            if (ALONE_INSIDE.incrementAndGet() != 1) {
                MET.add("two were alone");
            }
            page.navigate("/");
            assertThat(CompletableFuture.supplyAsync(page::url).join()).endsWith("/");
            ALONE_INSIDE.decrementAndGet();
        }
    }

    @Test
    void nobodyHangsAndAllPass() {
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(JOINING + GETTING + ALONE);
        assertThat(logins).isEqualTo(2);
    }

    @Test
    void eachLeaseIsCountedOnce() {
        LeaseCounts counts = Census.counts(WaitsTestCase.class);
        assertThat(counts.leases()).isEqualTo(JOINING + GETTING + ALONE);
        assertThat(counts.active()).isZero();
    }

    /** All of one kind held a page at the same moment, and of the other kind one at most. */
    @Test
    void thePeakIsWhatWasHeldAtOnce() {
        assertThat(WaitsTestCase.MET).isEmpty();
        assertThat(Census.counts(WaitsTestCase.class).peak()).isBetween(JOINING + GETTING, JOINING + GETTING + 1);
        assertThat(JOINING + GETTING).isGreaterThan(PARALLELISM);
    }

    @Test
    void nothingIsLeft() {
        aftermath.assertSawABrowser();
        aftermath.assertNothingIsLeft();
    }
}
