package io.leasehold.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.leasehold.Access;
import io.leasehold.LeasedPage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;

/** Every ending of a page's use in every place where JUnit runs code of a test class: food for {@link EndingMatrixTests}. */
final class EndingCases {

    private static final int SHORT_MILLIS = 700;

    private EndingCases() {}

    @ExtendWith({Census.class, Ending.Provider.class})
    static final class InTestTestCase {
        @TestTemplate
        @Timeout(value = SHORT_MILLIS, unit = TimeUnit.MILLISECONDS)
        void neverEnds(Ending ending, @LeasedPage(profile = "admin") Page page) throws InterruptedException {
            ending.happen(page);
        }

        @TestTemplate
        void ends(Ending ending, @LeasedPage(profile = "admin") Page page) throws InterruptedException {
            ending.happen(page);
        }
    }

    @ExtendWith({Census.class, Ending.Everywhere.class})
    static final class InBeforeEachTestCase {
        @BeforeEach
        @Timeout(value = SHORT_MILLIS, unit = TimeUnit.MILLISECONDS)
        void neverEnds(Ending ending, @LeasedPage(profile = "admin") Page page) throws InterruptedException {
            if (ending.neverEnds()) {
                ending.happen(page);
            }
        }

        @BeforeEach
        void ends(Ending ending, @LeasedPage(profile = "admin") Page page) throws InterruptedException {
            if (!ending.neverEnds()) {
                ending.happen(page);
            }
        }

        @TestTemplate
        void test(@LeasedPage(profile = "admin") Page page) {
            Ending.work(page);
        }
    }

    @ExtendWith({Census.class, Ending.Everywhere.class})
    static final class InAfterEachTestCase {
        @TestTemplate
        void test(@LeasedPage(profile = "admin") Page page) {
            Ending.work(page);
        }

        @AfterEach
        @Timeout(value = SHORT_MILLIS, unit = TimeUnit.MILLISECONDS)
        void neverEnds(Ending ending, @LeasedPage(profile = "admin") Page page) throws InterruptedException {
            if (ending.neverEnds()) {
                ending.happen(page);
            }
        }

        @AfterEach
        void ends(Ending ending, @LeasedPage(profile = "admin") Page page) throws InterruptedException {
            if (!ending.neverEnds()) {
                ending.happen(page);
            }
        }
    }

    @ExtendWith({Census.class, Ending.ByItself.class})
    static final class InConstructorTestCase {
        InConstructorTestCase(Ending ending, @LeasedPage(profile = "admin") Page page) throws InterruptedException {
            ending.happen(page);
        }

        @TestTemplate
        void test(@LeasedPage(profile = "admin") Page page) {
            Ending.work(page);
        }
    }

    /** One page for all its tests, so they run one after the other; those that time out come first. */
    @ExtendWith({Census.class, Ending.Provider.class})
    @Execution(ExecutionMode.SAME_THREAD)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static final class OnThePageOfTheClassTestCase {
        private final Page page;

        OnThePageOfTheClassTestCase(@LeasedPage(profile = "admin") Page page) {
            this.page = page;
        }

        @TestTemplate
        @Timeout(value = SHORT_MILLIS, unit = TimeUnit.MILLISECONDS)
        void aNeverEnds(Ending ending) throws InterruptedException {
            ending.happen(page);
        }

        @TestTemplate
        void ends(Ending ending) throws InterruptedException {
            ending.happen(page);
        }
    }

    @ExtendWith(Census.class)
    abstract static class AllCase {
        @Test
        void testOfTheClass() {}
    }

    static final class AllPassesTestCase extends AllCase {
        @BeforeAll
        static void all(@LeasedPage(profile = "admin") Page page) throws InterruptedException {
            Ending.PASSES.happen(page);
        }
    }

    static final class AllFailsTestCase extends AllCase {
        @BeforeAll
        static void all(@LeasedPage(profile = "admin") Page page) throws InterruptedException {
            Ending.FAILS.happen(page);
        }
    }

    static final class AllAbortsTestCase extends AllCase {
        @BeforeAll
        static void all(@LeasedPage(profile = "admin") Page page) throws InterruptedException {
            Ending.ABORTS.happen(page);
        }
    }

    static final class AllThrowsErrorTestCase extends AllCase {
        @BeforeAll
        static void all(@LeasedPage(profile = "admin") Page page) throws InterruptedException {
            Ending.THROWS_ERROR.happen(page);
        }
    }

    static final class AllInterruptedTestCase extends AllCase {
        @BeforeAll
        static void all(@LeasedPage(profile = "admin") Page page) throws InterruptedException {
            Ending.INTERRUPTED.happen(page);
        }
    }

    static final class AllTimesOutTestCase extends AllCase {
        @BeforeAll
        @Timeout(value = SHORT_MILLIS, unit = TimeUnit.MILLISECONDS)
        static void all(@LeasedPage(profile = "admin") Page page) throws InterruptedException {
            Ending.TIMES_OUT.happen(page);
        }
    }

    static final class AllTimesOutInCallTestCase extends AllCase {
        @BeforeAll
        @Timeout(value = SHORT_MILLIS, unit = TimeUnit.MILLISECONDS)
        static void all(@LeasedPage(profile = "admin") Page page) throws InterruptedException {
            Ending.TIMES_OUT_IN_CALL.happen(page);
        }
    }

    @ExtendWith(Census.class)
    static final class SiblingTestCase {
        private static final int ROUNDS = 15;

        @RepeatedTest(4)
        void sibling(@LeasedPage(profile = "admin") Page page) {
            for (int round = 0; round < ROUNDS; round++) {
                Ending.work(page);
            }
        }
    }

    @Isolated
    @ExtendWith(Census.class)
    @Execution(ExecutionMode.SAME_THREAD)
    static final class LaterTestCase {
        @Test
        void alone(@LeasedPage(profile = "admin", access = Access.EXCLUSIVE) Page page) {
            CDPSession session = page.context().newCDPSession(page);
            page.waitForCondition(() -> tabs(session) == 2);
            Ending.work(page);
        }

        @Test
        void shared(@LeasedPage(profile = "admin") Page page) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            Ending.work(page);
        }

        /** Asks the browser itself, which knows the keeper's tab and those of all tests. */
        private static long tabs(CDPSession session) {
            return session.send("Target.getTargets").getAsJsonArray("targetInfos").asList().stream()
                    .filter(target ->
                            target.getAsJsonObject().get("type").getAsString().equals("page"))
                    .count();
        }
    }
}
