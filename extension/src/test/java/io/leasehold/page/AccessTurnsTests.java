package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.Access;
import io.leasehold.ConfigurationException;
import io.leasehold.LeaseLostException;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** Who waits for whom at one profile. Requirement: L14. */
@Tag("browser")
final class AccessTurnsTests {

    private static LoginSite site;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        site = LoginSite.start();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private SuiteRun run(Class<?> testCase) {
        return SuiteRun.of(folder, testCase).profilesAt(site, "shop");
    }

    @Test
    void anExclusiveLeaseIsAlone() {
        SuiteRun.Outcome outcome = run(TurnsTestCase.class).concurrently(4).run();

        assertThat(outcome.failures()).isEmpty();
        assertThat(TurnsTestCase.WITNESS.alone).isEqualTo(TurnsTestCase.EXCLUSIVE * TurnsTestCase.STEPS);
        assertThat(TurnsTestCase.WITNESS.met).isEmpty();
    }

    @Test
    void aWaiterThatGaveUpIsToldWhoHoldsThePageAndIsNeverLetIn() {
        SuiteRun.Outcome outcome = run(GivesUpTestCase.class)
                .with("leasehold.acquireTimeout", "PT1S")
                .concurrently(2)
                .run();

        assertThat(GivesUpTestCase.LET_IN).isEmpty();
        assertThat(outcome.tests(Status.FAILED)).isEqualTo(1);
        assertThat(outcome.failures()).singleElement().satisfies(failure -> assertThat(failure)
                .hasMessageContaining("No EXCLUSIVE page of profile 'shop' within 1 s: it is held by"
                        + " GivesUpTestCase.holds (SHARED). Shorten those tests, or raise leasehold.acquireTimeout."
                        + " [profile=shop active=1 waiting=0]")
                .hasRootCauseInstanceOf(LeaseLostException.class));
    }

    @Test
    void exclusiveInsideSharedOfTheSameTestFailsAtOnce() {
        SuiteRun.Outcome outcome = run(InsideItselfTestCase.class).run();

        assertThat(outcome.failureOf("asksTwice"))
                .hasRootCauseInstanceOf(ConfigurationException.class)
                .hasRootCauseMessage(
                        "InsideItselfTestCase.asksTwice asks for an EXCLUSIVE page of profile 'shop' while it"
                                + " holds a SHARED one: it would wait for itself for ever. Ask for EXCLUSIVE on its first"
                                + " @LeasedPage parameter of the profile.");
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(1);
    }

    @Test
    void exclusiveInsideALeaseOfTheClassFailsAtOnce() {
        SuiteRun.Outcome outcome = run(InsideClassTestCase.class).run();

        assertThat(outcome.failureOf("asks"))
                .hasRootCauseInstanceOf(ConfigurationException.class)
                .hasRootCauseMessage("EXCLUSIVE access to profile 'shop' was asked for in InsideClassTestCase.asks,"
                        + " inside the SHARED lease of InsideClassTestCase.class: it would wait for itself for ever."
                        + " Ask for EXCLUSIVE once, on the first @LeasedPage parameter of the profile, and in no"
                        + " enclosing class.");
    }

    /** Counts without any synchronisation: a lost or a seen increment of another is an exclusion that failed. */
    static final class Witness {
        private int alone;
        private final List<String> met = new CopyOnWriteArrayList<>();
    }

    static class TurnsTestCase {
        static final int EXCLUSIVE = 4;
        static final int STEPS = 20;
        static final Witness WITNESS = new Witness();
        static final AtomicInteger SHARING = new AtomicInteger();

        @RepeatedTest(4)
        void shares(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            SHARING.incrementAndGet();
            int before = WITNESS.alone;
            page.navigate("/");
            if (WITNESS.alone != before) {
                WITNESS.met.add("EXCLUSIVE worked while SHARED was in");
            }
            SHARING.decrementAndGet();
        }

        @RepeatedTest(EXCLUSIVE)
        void works(@LeasedPage(profile = "shop", access = Access.EXCLUSIVE, startAt = "/") Page page) {
            for (int step = 0; step < STEPS; step++) {
                int read = WITNESS.alone;
                page.evaluate("1 + 1");
                if (SHARING.get() != 0) {
                    WITNESS.met.add("SHARED was in while EXCLUSIVE worked");
                }
                WITNESS.alone = read + 1;
            }
        }
    }

    static class GivesUpTestCase {
        static final List<String> LET_IN = new CopyOnWriteArrayList<>();
        static final CountDownLatch HELD = new CountDownLatch(1);
        static final CountDownLatch GAVE_UP = new CountDownLatch(1);

        @Test
        void holds(@LeasedPage(profile = "shop") Page page) throws InterruptedException {
            HELD.countDown();
            assertThat(GAVE_UP.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(page.evaluate("1 + 1")).isEqualTo(2);
        }

        @org.junit.jupiter.api.Nested
        class WaiterTestCase {
            @org.junit.jupiter.api.BeforeEach
            void afterTheHolder() throws InterruptedException {
                assertThat(HELD.await(30, TimeUnit.SECONDS)).isTrue();
            }

            @org.junit.jupiter.api.AfterEach
            void tellTheHolder() {
                GAVE_UP.countDown();
            }

            @Test
            void waits(@LeasedPage(profile = "shop", access = Access.EXCLUSIVE) Page page) {
                LET_IN.add(page.url());
            }
        }
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class InsideItselfTestCase {
        @Order(1)
        @Test
        void asksTwice(
                @LeasedPage(profile = "shop") Page page,
                @LeasedPage(profile = "shop", access = Access.EXCLUSIVE) Page again) {
            assertThat(again).as("both were given").isSameAs(page);
        }

        @Order(2)
        @Test
        void asksOnce(@LeasedPage(profile = "shop", access = Access.EXCLUSIVE, startAt = "/") Page page) {
            assertThat(page.locator("#account").textContent()).isEqualTo("shop");
        }
    }

    static class InsideClassTestCase {
        @BeforeAll
        static void forTheClass(@LeasedPage(profile = "shop") Page page) {
            assertThat(page.isClosed()).isFalse();
        }

        @Test
        void asks(@LeasedPage(profile = "shop", access = Access.EXCLUSIVE) Page page) {
            assertThat(page).as("was given").isNull();
        }
    }
}
