package io.leasehold.faults;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.leasehold.Access;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.fixture.Waiting;
import io.leasehold.jupiter.RunCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.TestExecutionResult.Status;

/** The connection of one lease is cut; the browser and its context are well. Requirement: L11, D2. */
@Tag("browser")
@Tag("fault")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CutConnectionTests {

    private static final int TESTS = 4;
    private static final FaultScene SCENE = new FaultScene(TESTS);

    private final LoginSite site = LoginSite.start();
    private final Aftermath aftermath = new Aftermath();
    private SuiteRun.Outcome outcome;

    @BeforeAll
    void run(@TempDir Path folder) {
        Processes.assumeTheyCanBeSeen();
        SCENE.prepare(aftermath, CutConnectionTests::cutOne);
        LaterTestCase.OPEN.clear();
        outcome = SuiteRun.of(folder, HoldersTestCase.class, LaterTestCase.class)
                .profiles(FaultProfiles.json(site, ""))
                .concurrently(TESTS)
                .with("leasehold.worker", "direct")
                .run();
    }

    /** A socket's channel closes for ever when the thread that reads from it is interrupted. */
    private static void cutOne() {
        List<Thread> readers = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("leasehold-worker-shop"))
                .toList();
        assertThat(readers).as("one connection a test").hasSizeGreaterThanOrEqualTo(TESTS);
        readers.get(0).interrupt();
    }

    @AfterAll
    void end() {
        aftermath.close();
        site.close();
    }

    @ExtendWith(RunCounts.class)
    static final class HoldersTestCase {
        @RepeatedTest(value = TESTS, name = "holder {currentRepetition}")
        void holds(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            SCENE.meet();
            try {
                for (int call = 0; call < 20; call++) {
                    page.waitForTimeout(20);
                    assertThat(page.locator("#account")).hasText("shop");
                }
            } catch (RuntimeException e) {
                SCENE.hit();
                throw e;
            }
        }
    }

    @Isolated
    @Execution(ExecutionMode.SAME_THREAD)
    static final class LaterTestCase {
        static final List<Integer> OPEN = new CopyOnWriteArrayList<>();

        @Test
        void later(@LeasedPage(profile = "shop", startAt = "/", access = Access.EXCLUSIVE) Page page) {
            assertThat(page.locator("#account")).hasText("shop");
            Waiting.until(Duration.ofSeconds(10), () -> openTabs(page) == 2);
            OPEN.add(openTabs(page));
        }

        private static int openTabs(Page page) {
            CDPSession session = page.context().newCDPSession(page);
            int open = 0;
            for (JsonElement target : session.send("Target.getTargets").getAsJsonArray("targetInfos")) {
                open += target.getAsJsonObject().get("type").getAsString().equals("page") ? 1 : 0;
            }
            session.detach();
            return open;
        }
    }

    @Test
    void onlyTheTestWhoseConnectionWasCutFails() {
        assertThat(outcome.tests(Status.FAILED)).isEqualTo(1);
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(TESTS);
        assertThat(SCENE.hits()).hasSize(1);
    }

    @Test
    void itIsToldThatItsOwnConnectionWasCutAndThatTheContextGoesOn() {
        assertThat(outcome.failures()).hasSize(1);
        List<String> messages = Thrown.messages(outcome.failures().get(0));

        assertThat(messages)
                .as(String.join("\n", messages))
                .anySatisfy(text -> assertThat(text)
                        .containsPattern("own connection to the shared browser .*was cut")
                        .containsPattern("context .*goes on"))
                .noneMatch(text -> text.contains("The shared context of profile 'shop' ended"));
    }

    @Test
    void itsTabIsClosed() {
        assertThat(LaterTestCase.OPEN).as("the keeper and the later test's own").containsExactly(2);
        assertThat(site.logins()).isEqualTo(1);
    }

    @Test
    void nothingIsLeft() {
        assertThat(RunCounts.of(HoldersTestCase.class).active()).isZero();
        assertThat(aftermath.left()).isEmpty();
    }
}
