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
import java.time.Duration;
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
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
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

    /** Counts the tests that may have a lease: closed after their leases, for it is in their stores before them. */
    static final class AroundExtension implements BeforeEachCallback {
        private record Leaves() implements AutoCloseable {
            @Override
            public void close() {
                WaitsTestCase.AROUND.decrementAndGet();
            }
        }

        @Override
        public void beforeEach(ExtensionContext context) {
            WaitsTestCase.MOST_AROUND.accumulateAndGet(WaitsTestCase.AROUND.incrementAndGet(), Math::max);
            context.getStore(ExtensionContext.Namespace.create(AroundExtension.class))
                    .put(context.getUniqueId(), new Leaves());
        }
    }

    @ExtendWith({Census.class, AroundExtension.class})
    static final class WaitsTestCase {
        static final CompletableFuture<String> MORE_HOLD_A_PAGE = new CompletableFuture<>();
        static final AtomicInteger ARRIVED = new AtomicInteger();
        static final AtomicInteger HOLDING = new AtomicInteger();
        static final AtomicInteger MOST_HOLDING = new AtomicInteger();
        static final AtomicInteger AROUND = new AtomicInteger();
        static final AtomicInteger MOST_AROUND = new AtomicInteger();
        static final AtomicInteger ALONE_INSIDE = new AtomicInteger();
        static final List<String> MET = new CopyOnWriteArrayList<>();

        @RepeatedTest(JOINING)
        void joins(@LeasedPage(profile = "admin") Page page) {
            hold(() -> {
                Ending.work(page);
                arrive();
                assertThat(MORE_HOLD_A_PAGE.join()).isEqualTo("more");
                Ending.work(page);
            });
        }

        @RepeatedTest(GETTING)
        void gets(@LeasedPage(profile = "admin") Page page) {
            hold(() -> {
                Ending.work(page);
                arrive();
                assertThat(MORE_HOLD_A_PAGE)
                        .succeedsWithin(Duration.ofSeconds(60))
                        .isEqualTo("more");
                Ending.work(page);
            });
        }

        private static void hold(Runnable work) {
            MOST_HOLDING.accumulateAndGet(HOLDING.incrementAndGet(), Math::max);
            work.run();
            HOLDING.decrementAndGet();
        }

        /** Only if more tests run than were asked for is this answered in time. */
        private static void arrive() {
            if (ARRIVED.incrementAndGet() > PARALLELISM) {
                MORE_HOLD_A_PAGE.complete("more");
            }
            MORE_HOLD_A_PAGE.completeOnTimeout("no more", 60, TimeUnit.SECONDS);
        }

        /** Waits in the lease itself, for its turn. */
        @RepeatedTest(ALONE)
        void alone(@LeasedPage(profile = "buyer", access = Access.EXCLUSIVE) Page page) {
            if (ALONE_INSIDE.incrementAndGet() != 1) {
                MET.add("two were alone");
            }
            hold(() -> {
                page.navigate("/");
                assertThat(CompletableFuture.supplyAsync(page::url).join()).endsWith("/");
            });
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

    /** Seen from inside the leases, and from around them. */
    @Test
    void thePeakIsWhatWasHeldAtOnce() {
        assertThat(WaitsTestCase.MET).isEmpty();
        assertThat(WaitsTestCase.MOST_HOLDING.get()).isGreaterThan(PARALLELISM);
        assertThat(Census.counts(WaitsTestCase.class).peak())
                .isBetween(WaitsTestCase.MOST_HOLDING.get(), WaitsTestCase.MOST_AROUND.get());
    }

    @Test
    void nothingIsLeft() {
        aftermath.assertSawABrowser();
        aftermath.assertNothingIsLeft();
    }
}
