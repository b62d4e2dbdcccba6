package io.leasehold.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import io.leasehold.Access;
import io.leasehold.LeasedPage;
import io.leasehold.UseLeasedPages;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider.Lock;
import org.junit.platform.engine.TestExecutionResult.Status;

/**
 * With the annotation JUnit's scheduler waits in place of tests. What waited is told by the JVM itself: each time that a
 * thread parks, with its stack. Requirement: L14.
 */
@Tag("browser")
final class ScheduledAccessTests {

    private static final int SHARED = 8;
    private static final int ALONE = 4;

    /** One more than there are test methods that JUnit may let wait for each other's lock. */
    private static final int PARALLELISM = 5;

    private static final double COMPANY_LIMIT_MS = 2_000;

    abstract static class MixedTestCase {
        static final AtomicInteger INSIDE = new AtomicInteger();
        static final AtomicInteger MOST = new AtomicInteger();
        static final AtomicInteger WRONG = new AtomicInteger();
        static final Set<String> THREADS = ConcurrentHashMap.newKeySet();

        @RepeatedTest(SHARED)
        void together(@LeasedPage(profile = "admin") Page page) {
            work(page, false);
        }

        @RepeatedTest(ALONE)
        void alone(@LeasedPage(profile = "admin", access = Access.EXCLUSIVE) Page page) {
            work(page, true);
        }

        private static void work(Page page, boolean alone) {
            int inside = INSIDE.incrementAndGet();
            MOST.accumulateAndGet(inside, Math::max);
            THREADS.add(Thread.currentThread().getName());
            page.waitForTimeout(100);
            if (!alone) {
                awaitCompany(page);
            }
            if (alone && (inside != 1 || INSIDE.get() != 1)) {
                WRONG.incrementAndGet();
            }
            INSIDE.decrementAndGet();
        }

        /** Long enough that another test that may run now is in its lease too, however slowly the machine opens it. */
        private static void awaitCompany(Page page) {
            try {
                page.waitForCondition(
                        () -> MOST.get() > 1, new Page.WaitForConditionOptions().setTimeout(COMPANY_LIMIT_MS));
            } catch (TimeoutError e) {
                // The run's numbers tell that nobody came.
            }
        }
    }

    static final class PlainTestCase extends MixedTestCase {}

    @UseLeasedPages
    static final class ScheduledTestCase extends MixedTestCase {}

    @UseLeasedPages
    static final class MoreScheduledTestCase extends MixedTestCase {}

    private record Seen(SuiteRun.Outcome outcome, long waits, int most, int threads, int wrong) {}

    private static Seen seen(Path folder, Class<?>... classes) {
        MixedTestCase.MOST.set(0);
        MixedTestCase.WRONG.set(0);
        MixedTestCase.THREADS.clear();
        try (LoginSite site = LoginSite.start();
                Recording recording = new Recording()) {
            recording.enable("jdk.ThreadPark").withThreshold(Duration.ZERO).withStackTrace();
            recording.start();
            SuiteRun.Outcome outcome = SuiteRun.of(folder, classes)
                    .profilesAt(site, "admin")
                    .with("junit.jupiter.execution.parallel.enabled", "true")
                    .with("junit.jupiter.execution.parallel.mode.default", "concurrent")
                    .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                    .with("junit.jupiter.execution.parallel.config.fixed.parallelism", String.valueOf(PARALLELISM))
                    .with("junit.jupiter.execution.parallel.config.fixed.max-pool-size", String.valueOf(PARALLELISM))
                    .run();
            recording.stop();
            Path parked = folder.resolve("parked.jfr");
            recording.dump(parked);
            return new Seen(
                    outcome,
                    RecordingFile.readAllEvents(parked).stream()
                            .filter(ScheduledAccessTests::isInGate)
                            .count(),
                    MixedTestCase.MOST.get(),
                    MixedTestCase.THREADS.size(),
                    MixedTestCase.WRONG.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The gate's lock is held for moments only; what counts is the wait for a turn. */
    private static boolean isInGate(RecordedEvent event) {
        return event.getStackTrace() != null
                && event.getStackTrace().getFrames().stream()
                        .map(frame -> frame.getMethod().getType().getName() + "."
                                + frame.getMethod().getName())
                        .toList()
                        .containsAll(List.of(
                                "io.leasehold.page.AccessGate.enter",
                                "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.awaitNanos"));
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    final class WithTheAnnotation {
        private Seen seen = new Seen(new SuiteRun.Outcome(Path.of(""), List.of(), List.of(), List.of()), 0, 0, 0, 0);

        @BeforeAll
        void run(@TempDir Path folder) {
            seen = seen(folder, ScheduledTestCase.class, MoreScheduledTestCase.class);
        }

        @AfterAll
        void tell() {
            System.getLogger("io.leasehold").log(System.Logger.Level.INFO, "Scheduled: " + numbers(seen));
        }

        @Test
        void noTestWaitsInItsLease() {
            assertThat(seen.outcome().tests(Status.SUCCESSFUL)).isEqualTo(2L * (SHARED + ALONE));
            assertThat(seen.wrong()).isZero();
            assertThat(seen.waits()).isZero();
        }

        @Test
        void sharedTestsStillRunTogether() {
            assertThat(seen.most()).isGreaterThan(1);
            assertThat(seen.threads()).isLessThanOrEqualTo(PARALLELISM);
        }
    }

    private static String numbers(Seen seen) {
        return seen.waits() + " waits, " + seen.most() + " at once, " + seen.threads() + " threads";
    }

    @Test
    void withoutTheAnnotationTestsWaitThemselvesAndAreAsCorrect(@TempDir Path folder) {
        Seen seen = seen(folder, PlainTestCase.class);
        System.getLogger("io.leasehold").log(System.Logger.Level.INFO, "Plain: " + numbers(seen));

        assertThat(seen.outcome().tests(Status.SUCCESSFUL)).isEqualTo(SHARED + ALONE);
        assertThat(seen.wrong()).isZero();
        assertThat(seen.waits()).isPositive();
    }

    @UseLeasedPages
    @Retention(RetentionPolicy.RUNTIME)
    @interface Scheduled {}

    @Scheduled
    static class ParentTestCase {
        ParentTestCase(@LeasedPage(profile = "of-instance") Page page) {}

        @BeforeAll
        static void first(@LeasedPage(profile = "of-class", access = Access.EXCLUSIVE) Page page) {}

        @BeforeEach
        void each(@LeasedPage(profile = "of-each") Page page, @LeasedPage(profile = "both") Page other) {}

        void test(@LeasedPage(profile = "both", access = Access.EXCLUSIVE) Page page) {}
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static final class KeptTestCase {
        KeptTestCase(@LeasedPage(profile = "of-instance") Page page) {}

        void test() {}
    }

    private static Set<Lock> locks(Class<?> type) throws NoSuchMethodException {
        Method method = type == KeptTestCase.class
                ? type.getDeclaredMethod("test")
                : type.getDeclaredMethod("test", Page.class);
        return new LeasedPageLocks().provideForMethod(List.of(), type, method);
    }

    private static Lock lock(String profile, ResourceAccessMode mode) {
        return new Lock("io.leasehold.profile/" + profile, mode);
    }

    @Test
    void parametersCountForWhatTheyLiveAsLongAs() throws NoSuchMethodException {
        assertThat(locks(ParentTestCase.class))
                .containsExactlyInAnyOrder(
                        lock("of-instance", ResourceAccessMode.READ),
                        lock("of-each", ResourceAccessMode.READ),
                        lock("both", ResourceAccessMode.READ_WRITE));
        assertThat(new LeasedPageLocks().provideForClass(ParentTestCase.class))
                .containsExactly(lock("of-class", ResourceAccessMode.READ_WRITE));
        assertThat(locks(KeptTestCase.class)).isEmpty();
        assertThat(new LeasedPageLocks().provideForClass(KeptTestCase.class))
                .containsExactly(lock("of-instance", ResourceAccessMode.READ));
        assertThat(ParentTestCase.class.isAnnotationPresent(Scheduled.class)).isTrue();
    }
}
