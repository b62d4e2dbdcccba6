package io.leasehold.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.SharedContextException;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.page.fixture.SummaryLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/**
 * One test tries everything that belongs to the provider while four others work on tabs of the same context. One run
 * for all assertions. Requirement: L5, L6.
 */
@Tag("browser")
@Tag("direct")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GuardTests {

    private static final int SIBLINGS = 4;
    private static final int EVERY = 3;

    private SuiteRun.Outcome outcome;
    private String summary;
    private int logins;

    @BeforeAll
    void run(@TempDir Path folder) throws Exception {
        try (LoginSite site = LoginSite.start();
                SummaryLine line = SummaryLine.listen()) {
            AttemptsTestCase.FOLDERS.add(folder);
            Files.writeString(folder.resolve("state.json"), "{\"cookies\": [], \"origins\": []}");
            Files.writeString(folder.resolve("all.har"), "{\"log\": {\"version\": \"1.2\", \"entries\": []}}");
            outcome = SuiteRun.of(folder, AttemptsTestCase.class)
                    .profilesAt(site, "shop")
                    .concurrently(SIBLINGS + 1)
                    .run();
            logins = site.logins();
            summary = line.text();
        }
    }

    @AfterAll
    void forget() {
        AttemptsTestCase.FOLDERS.clear();
    }

    @Test
    void everyAttemptIsRefusedWithTheLeaseTheProfileTheTestAndTheWayToGo() {
        assertThat(AttemptsTestCase.TOLD)
                .hasSizeGreaterThan(50)
                .allSatisfy((title, told) -> assertThat(told.said()).as(title).isEqualTo(told.expected()));
    }

    @Test
    void theErrorNamesTheCall() {
        assertThat(AttemptsTestCase.TOLD.values()).extracting(Told::said).anySatisfy(said -> assertThat(said)
                .matches(
                        "BrowserContext\\.close was refused: the context of profile 'shop' belongs to its provider, and"
                                + " other tests use it too\\. Leave it open: the tab is closed with the lease, and the context"
                                + " is closed when the run ends\\. \\[lease=[0-9a-f]{8} profile=shop"
                                + " test=AttemptsTestCase\\.tries\\]"));
    }

    @Test
    void thePageWorksOnAfterEveryRefusal() {
        assertThat(AttemptsTestCase.BROKEN).isEmpty();
    }

    @Test
    void aRefusedHandlerIsNeverCalled() {
        assertThat(AttemptsTestCase.CALLED_THOUGH_REFUSED).hasValue(0);
        assertThat(AttemptsTestCase.FULFILLED).containsExactly("from the page's own route");
    }

    @Test
    void fourSiblingsAtWorkNoticeNothing() {
        assertThat(AttemptsTestCase.NOTICED).isEmpty();
        assertThat(AttemptsTestCase.ROUNDS.get()).isGreaterThan(SIBLINGS * 10);
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(SIBLINGS + 1);
        assertThat(logins).isEqualTo(1);
    }

    @Test
    void theSummaryCountsTheViolations() {
        assertThat(summary).contains(" " + (AttemptsTestCase.TOLD.size() + 1) + " violations,");
    }

    /** What one attempt was told. */
    record Told(String expected, String said) {}

    static class AttemptsTestCase {
        static final List<Path> FOLDERS = new CopyOnWriteArrayList<>();
        static final Map<String, Told> TOLD = new ConcurrentHashMap<>();
        static final List<String> BROKEN = new CopyOnWriteArrayList<>();
        static final List<String> NOTICED = new CopyOnWriteArrayList<>();
        static final List<String> FULFILLED = new CopyOnWriteArrayList<>();
        static final AtomicInteger CALLED_THOUGH_REFUSED = new AtomicInteger();
        static final AtomicInteger ROUNDS = new AtomicInteger();
        static final CountDownLatch AT_WORK = new CountDownLatch(SIBLINGS);
        static final AtomicBoolean TRIED = new AtomicBoolean();
        static final Semaphore WORK = new Semaphore(0);

        @Test
        void tries(@LeasedPage(profile = "shop", startAt = "/") PageLease lease) throws InterruptedException {
            try {
                assertThat(AT_WORK.await(60, TimeUnit.SECONDS)).isTrue();
                int number = 0;
                for (RefusedCall call : RefusedCall.all(FOLDERS.get(0))) {
                    if (number++ % EVERY == 0) {
                        WORK.release(SIBLINGS);
                    }
                    attempt(lease, call);
                }
                routesItsOwnTab(lease.page());
            } finally {
                TRIED.set(true);
                WORK.release(SIBLINGS);
            }
        }

        private static void attempt(PageLease lease, RefusedCall call) {
            Throwable thrown = catchThrowable(() -> call.attempt().accept(lease.page()));
            String said = thrown instanceof SharedContextException refused
                            && refused.call().equals(call.call())
                    ? String.valueOf(refused.getMessage())
                    : String.valueOf(thrown);
            TOLD.put(
                    call.title(),
                    new Told(
                            call.call() + " was refused: the context of profile 'shop' belongs to its provider, and"
                                    + " other tests use it too. " + call.insteadOf() + ". [lease=" + lease.id()
                                    + " profile=shop test=AttemptsTestCase.tries]",
                            said));
            Throwable broken = catchThrowable(() -> works(lease.page(), call));
            if (broken != null) {
                BROKEN.add(call.title() + ": " + broken);
            }
        }

        private static void works(Page page, RefusedCall call) {
            page.navigate("/");
            assertThat(page.locator("#account").textContent()).isEqualTo("shop");
            assertThat(page.request().get("/").text()).contains("<p id=account>shop");
            assertThat(page.evaluate("[window.refused, window.refusedBinding, window.refusedFunction]"))
                    .isEqualTo(java.util.Arrays.asList(null, null, null));
            assertThat(page.context().isClosed()).isFalse();
            if (call.call().endsWith("lose")) {
                page.context().newPage().close();
            }
        }

        private static void routesItsOwnTab(Page page) {
            assertThat(catchThrowable(() -> page.context().route("**/*", route -> {
                        CALLED_THOUGH_REFUSED.incrementAndGet();
                        route.abort();
                    })))
                    .isInstanceOf(SharedContextException.class);
            page.route(
                    "**/own", route -> route.fulfill(new Route.FulfillOptions().setBody("from the page's own route")));
            page.navigate("/own");
            FULFILLED.add(page.locator("body").textContent());
            page.unroute("**/own");
            page.navigate("/");
        }

        @RepeatedTest(SIBLINGS)
        void worksOn(@LeasedPage(profile = "shop", startAt = "/") Page page) throws InterruptedException {
            long started = ((Number) page.evaluate("Date.now()")).longValue();
            AT_WORK.countDown();
            boolean last;
            do {
                assertThat(WORK.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
                last = TRIED.get();
                Throwable thrown = catchThrowable(() -> oneRound(page, started));
                if (thrown != null) {
                    NOTICED.add(String.valueOf(thrown));
                }
            } while (!last && NOTICED.isEmpty());
        }

        private static void oneRound(Page page, long started) {
            page.navigate("/");
            assertThat(page.locator("#account").textContent()).isEqualTo("shop");
            assertThat(page.context().pages()).containsExactly(page);
            assertThat(page.context().cookies())
                    .extracting(cookie -> cookie.name)
                    .containsExactly("session");
            assertThat(page.evaluate("navigator.onLine")).isEqualTo(true);
            assertThat(page.evaluate("typeof window.refused")).isEqualTo("undefined");
            assertThat(((Number) page.evaluate("Date.now()")).longValue()).isGreaterThanOrEqualTo(started);
            ROUNDS.incrementAndGet();
        }
    }
}
