package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import io.leasehold.Access;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.Aftermath;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.jupiter.Census;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestExecutionResult.Status;

/**
 * Tests leave their pages in every bad state while two siblings work and one keeps its page idle: giving back is prompt,
 * the next lease works, and in the end no tab is left. Requirement: L4, L5, L11, L12.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FaultyPageTests {

    /** Giving back waits for no browser; what is above a few milliseconds is the machine's. */
    private static final Duration PROMPT = Duration.ofMillis(500);

    private static final int SIBLINGS = 2;

    private final Aftermath aftermath = Aftermath.watch();
    private SuiteRun.Outcome outcome;
    private int logins;

    @BeforeAll
    @Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void run(@TempDir Path folder) {
        Census.forget(LeavesTestCase.class, WorksTestCase.class, LaterTestCase.class);
        try (LoginSite site = PageFault.on(LoginSite.start())) {
            outcome = SuiteRun.of(folder, LeavesTestCase.class, WorksTestCase.class, LaterTestCase.class)
                    .profilesAt(site, "shop")
                    .concurrently(SIBLINGS + 2)
                    .run();
            logins = site.logins();
        } finally {
            LeavesTestCase.OVER.set(true);
        }
    }

    @AfterAll
    void stop() {
        aftermath.close();
    }

    @Test
    void everyFaultComesAboutAndTheLeaseAfterItWorks() {
        assertThat(Census.tests(LeavesTestCase.class)).hasSize(PageFault.values().length);
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(PageFault.values().length + SIBLINGS + 1 + 1);
    }

    @Test
    void givingBackIsPrompt() {
        assertThat(Census.tests(LeavesTestCase.class)).allSatisfy(scope -> assertThat(scope.release())
                .as(scope.toString())
                .hasValueSatisfying(taken -> assertThat(taken).isLessThan(PROMPT)));
    }

    @Test
    void siblingsNoticeNothing() {
        assertThat(WorksTestCase.NOTICED).isEmpty();
        assertThat(WorksTestCase.ROUNDS.get()).isGreaterThan(PageFault.values().length);
        assertThat(WorksTestCase.IDLE).containsExactly("works");
    }

    @Test
    void theCountIsRightAndTheLoginGoesOn() {
        assertThat(Census.counts(LaterTestCase.class).active()).isZero();
        assertThat(Census.counts(LaterTestCase.class).leases()).isEqualTo(PageFault.values().length + SIBLINGS + 1 + 1);
        assertThat(Census.tests(LaterTestCase.class))
                .singleElement()
                .satisfies(scope -> assertThat(scope.activeBefore()).isZero());
        assertThat(logins).isEqualTo(1);
    }

    @Tag("direct")
    @Test
    void noTabIsLeftInTheBrowser() {
        assertThat(LaterTestCase.TABS).hasSize(2);
    }

    @Test
    void nothingIsLeftOnTheMachine() {
        aftermath.assertSawABrowser();
        aftermath.assertNothingIsLeft();
    }

    @ExtendWith(Census.class)
    @Execution(ExecutionMode.SAME_THREAD)
    static class LeavesTestCase {
        static final AtomicBoolean OVER = new AtomicBoolean();
        static final CountDownLatch CHATTED = new CountDownLatch(1);

        @ParameterizedTest(name = "{0}")
        @EnumSource
        void leaves(PageFault fault, @LeasedPage(profile = "shop", startAt = "/") Page page) {
            assertThat(page.locator("#account").textContent()).isEqualTo("shop");
            fault.happenOn(page);
            if (fault == PageFault.CLOSED_BY_ITS_TEST) {
                CHATTED.countDown();
            }
        }

        @AfterAll
        static void end() {
            CHATTED.countDown();
            OVER.set(true);
        }
    }

    @ExtendWith(Census.class)
    static class WorksTestCase {
        static final List<String> NOTICED = new CopyOnWriteArrayList<>();
        static final List<String> IDLE = new CopyOnWriteArrayList<>();
        static final AtomicInteger ROUNDS = new AtomicInteger();

        @RepeatedTest(SIBLINGS)
        void worksOn(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            while (!LeavesTestCase.OVER.get() && NOTICED.isEmpty()) {
                Throwable thrown = catchThrowable(() -> round(page));
                if (thrown != null) {
                    NOTICED.add(String.valueOf(thrown));
                }
            }
        }

        private static void round(Page page) {
            page.navigate("/");
            assertThat(page.locator("#account").textContent()).isEqualTo("shop");
            assertThat(page.context().pages()).contains(page);
            ROUNDS.incrementAndGet();
        }

        @Test
        void idlesBesideTheChatter(@LeasedPage(profile = "shop", startAt = "/") Page page) throws InterruptedException {
            assertThat(LeavesTestCase.CHATTED.await(180, TimeUnit.SECONDS)).isTrue();
            round(page);
            IDLE.add("works");
        }
    }

    @Isolated
    @ExtendWith(Census.class)
    @Execution(ExecutionMode.SAME_THREAD)
    static class LaterTestCase {
        static final List<String> TABS = new CopyOnWriteArrayList<>();

        @Test
        void looks(@LeasedPage(profile = "shop", access = Access.EXCLUSIVE, startAt = "/") Page page) {
            assertThat(page.locator("#account").textContent()).isEqualTo("shop");
            CDPSession session = page.context().newCDPSession(page);
            try {
                page.waitForCondition(() -> tabs(session).size() == 2);
            } catch (TimeoutError e) {
                // Which are left is told by their addresses.
            }
            TABS.addAll(tabs(session));
        }

        /** Asks the browser itself, which knows the keeper's tab and those of all tests. */
        private static List<String> tabs(CDPSession session) {
            return session.send("Target.getTargets").getAsJsonArray("targetInfos").asList().stream()
                    .map(target -> target.getAsJsonObject())
                    .filter(target -> target.get("type").getAsString().equals("page"))
                    .map(target -> target.get("url").getAsString())
                    .toList();
        }
    }
}
