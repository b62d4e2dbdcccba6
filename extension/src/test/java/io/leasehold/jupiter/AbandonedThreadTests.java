package io.leasehold.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.microsoft.playwright.Page;
import io.leasehold.LeaseLostException;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.fixture.Aftermath;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.fixture.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/**
 * A test that timed out on a thread of its own ignores the interrupt and goes on: beside the next test, and after the
 * end of the suite. Requirement: L3, L4, L11.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AbandonedThreadTests {

    private static final Notes NOTES = new Notes();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final LoginSite site = LoginSite.start();
    private final Aftermath aftermath = Aftermath.watch();
    private SuiteRun.Outcome outcome;
    private boolean lateCallsOver;

    @BeforeAll
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void runAll(@TempDir Path folder) {
        NOTES.clear();
        Census.forget(GoesOnTestCase.class);
        outcome = SuiteRun.of(folder, GoesOnTestCase.class)
                .profilesAt(site, "admin")
                .run();
        NOTES.add("suite", "over");
        lateCallsOver = Waiting.until(LIMIT, () -> !NOTES.of("after the suite").isEmpty());
    }

    @AfterAll
    void stop() {
        GoesOnTestCase.STOP.set(true);
        aftermath.close();
        site.close();
    }

    @ExtendWith(Census.class)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static final class GoesOnTestCase {
        static final AtomicBoolean STOP = new AtomicBoolean();
        static final AtomicInteger LATE_CALLS = new AtomicInteger();
        static final CountDownLatch NEXT_BEGAN = new CountDownLatch(1);
        static final CountDownLatch LATE_CALLS_MADE = new CountDownLatch(1);

        @Order(1)
        @Test
        @Timeout(value = 4, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void waitsDeaf(@LeasedPage(profile = "admin") PageLease lease) {
            Page page = lease.page();
            Ending.work(page);
            NOTES.add("deaf", lease.id().value());
            deafTo(() -> NEXT_BEGAN.await(60, TimeUnit.SECONDS));
            late("title", page::title);
            late("navigate", () -> page.navigate("/"));
            late("locator", () -> page.locator("p").count());
            late("frame", () -> page.mainFrame().content());
            late("page()", lease::page);
            late("newPage", () -> page.context().newPage());
            late("cookies", () -> page.context().cookies());
            LATE_CALLS_MADE.countDown();
        }

        private static void late(String what, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
            Throwable thrown = catchThrowable(call);
            NOTES.add("late " + what, thrown == null ? "went through" : thrown);
        }

        @Order(2)
        @Test
        void worksBesideTheLateCalls(@LeasedPage(profile = "admin") Page page) throws InterruptedException {
            Ending.work(page);
            NEXT_BEGAN.countDown();
            assertThat(LATE_CALLS_MADE.await(60, TimeUnit.SECONDS)).isTrue();
            Ending.work(page);
        }

        @Order(3)
        @Test
        @Timeout(value = 1, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void callsOnAndOn(@LeasedPage(profile = "admin") PageLease lease) {
            Page page = lease.page();
            NOTES.add("busy", lease.id().value());
            boolean overNoted = false;
            while (!STOP.get()) {
                Throwable thrown = catchThrowable(() -> page.evaluate("1 + 1"));
                deafTo(() -> {});
                LATE_CALLS.incrementAndGet();
                if (thrown instanceof LeaseLostException && !overNoted) {
                    overNoted = true;
                    NOTES.add("busy lost", thrown);
                }
                if (!NOTES.of("suite").isEmpty()) {
                    NOTES.add("after the suite", thrown == null ? "went through" : thrown);
                    return;
                }
                Thread.onSpinWait();
            }
        }

        @Order(4)
        @Test
        void worksWhileTheOtherCallsOn(@LeasedPage(profile = "admin") Page page) {
            int before = LATE_CALLS.get();
            for (int round = 0; round < 30; round++) {
                Ending.work(page);
                assertThat(page.evaluate("round => round * 2", round)).isEqualTo(round * 2);
            }
            NOTES.add("calls meanwhile", LATE_CALLS.get() - before);
        }

        @Order(5)
        @Test
        void opensTabsWhileTheOtherCallsOn(
                @LeasedPage(profile = "admin") Page page, @LeasedPage(profile = "admin") Page second) {
            Ending.work(page);
            page.context().newPage().close();
            Ending.work(second);
            NOTES.add("own tabs", page.context().pages().size());
        }

        /** Ignores interrupts, as some code does. */
        private static void deafTo(Interruptible wait) {
            while (true) {
                try {
                    wait.await();
                    Thread.interrupted();
                    return;
                } catch (InterruptedException e) {
                    // Deaf.
                }
            }
        }

        @FunctionalInterface
        interface Interruptible {
            void await() throws InterruptedException;
        }
    }

    @Test
    void theTestsThatTimedOutSaySoAndTheOthersPass() {
        assertThat(outcome.failureOf("waitsDeaf(")).isInstanceOf(TimeoutException.class);
        assertThat(outcome.failureOf("callsOnAndOn(")).isInstanceOf(TimeoutException.class);
        assertThat(outcome.failures()).hasSize(2);
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(3);
        assertThat(site.logins()).isEqualTo(1);
    }

    @Tag("direct")
    @Test
    void aLateCallOnThePageSaysWhoseItWas() {
        for (String call : List.of("title", "navigate", "locator", "frame")) {
            assertThat(NOTES.of("late " + call)).as(call).singleElement().satisfies(this::isLostByTheDeafTest);
        }
    }

    private void isLostByTheDeafTest(Object thrown) {
        assertThat(thrown)
                .isInstanceOf(LeaseLostException.class)
                .extracting(one -> ((Throwable) one).getMessage())
                .asString()
                .contains(" was given back", "lease=" + NOTES.of("deaf").get(0), "GoesOnTestCase.waitsDeaf");
    }

    @Test
    void aLateAskForThePageSaysWhoseItWas() {
        assertThat(NOTES.of("late page()")).singleElement().satisfies(this::isLostByTheDeafTest);
    }

    /** The context object is the connection's, so the next test on it must not pay for who had it before. */
    @Tag("direct")
    @Test
    void aLateCallOnTheContextSaysWhoseItWas() {
        assertThat(NOTES.of("late newPage")).singleElement().satisfies(this::isLostByTheDeafTest);
        assertThat(NOTES.of("late cookies")).singleElement().satisfies(this::isLostByTheDeafTest);
    }

    @Test
    void noLateCallGoesThrough() {
        for (String call : List.of("title", "navigate", "locator", "frame", "newPage", "cookies")) {
            assertThat(NOTES.of("late " + call)).as(call).singleElement().isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void callsThatNeverStopDisturbNobody() {
        assertThat(NOTES.of("calls meanwhile")).singleElement().satisfies(count -> assertThat((Integer) count)
                .isGreaterThan(10));
    }

    @Tag("direct")
    @Test
    void callsThatNeverStopAreToldOfTheEnd() {
        assertThat(NOTES.of("busy lost")).hasSize(1);
        assertThat(lateCallsOver).isTrue();
        assertThat(NOTES.of("after the suite"))
                .singleElement()
                .isInstanceOf(LeaseLostException.class)
                .extracting(one -> ((Throwable) one).getMessage())
                .asString()
                .contains("lease=" + NOTES.of("busy").get(0), "GoesOnTestCase.callsOnAndOn");
    }

    @Tag("direct")
    @Test
    void aTestSeesItsOwnTabsOnly() {
        assertThat(NOTES.of("own tabs")).containsExactly(2);
    }

    @Test
    void eachTestGaveBackOnceAndNothingIsLeft() {
        assertThat(Census.tests(GoesOnTestCase.class)).hasSize(5).allSatisfy(scope -> {
            assertThat(scope.activeBefore()).as(scope.toString()).isZero();
            assertThat(scope.activeAfter()).as(scope.toString()).isZero();
            assertThat(scope.release()).as(scope.toString()).hasValueSatisfying(taken -> assertThat(taken)
                    .isLessThan(Duration.ofSeconds(2)));
        });
        assertThat(Census.counts(GoesOnTestCase.class).active()).isZero();
        assertThat(Census.counts(GoesOnTestCase.class).leases()).isEqualTo(6);
        aftermath.assertNothingIsLeft();
    }
}
