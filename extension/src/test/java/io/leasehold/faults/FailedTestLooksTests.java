package io.leasehold.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.fixture.TimelineFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** When a test failed: who looks at the session, how often, and what the test is told. Requirement: C9, D2. */
@Tag("browser")
@Tag("fault")
final class FailedTestLooksTests {

    private static final String STATUS_OF = "url => fetch(url).then(answer => answer.status)";
    private static final Set<String> KINDS = Set.of(
            "lease_acquired",
            "failure",
            "cleanup_ended",
            "session_suspected",
            "session_kept",
            "session_lost",
            "session_healed");

    private static List<JsonNode> rows(SuiteRun.Outcome outcome) {
        return TimelineFile.rows(TimelineFile.in(outcome.evidence())).stream()
                .filter(row -> KINDS.contains(row.path("kind").asText()))
                .toList();
    }

    private static List<String> kinds(SuiteRun.Outcome outcome) {
        return rows(outcome).stream().map(row -> row.path("kind").asText()).toList();
    }

    private static SuiteRun.Outcome run(LoginSite site, Path folder, Class<?> testCase) {
        return SuiteRun.of(folder, testCase)
                .profiles(FaultProfiles.json(site, ""))
                .run();
    }

    static final class FailsOnceTestCase {
        @RepeatedTest(2)
        void fails(@LeasedPage(profile = "shop", startAt = "/") Page page, RepetitionInfo info) {
            assertThat(info.getCurrentRepetition()).isEqualTo(2);
        }
    }

    @Test
    void afterAFailureWithoutASignTheNextLeaseLooksOnce(@TempDir Path folder) {
        try (LoginSite site = LoginSite.start()) {
            SuiteRun.Outcome outcome = run(site, folder, FailsOnceTestCase.class);

            assertThat(kinds(outcome))
                    .containsExactly(
                            "lease_acquired",
                            "failure",
                            "cleanup_ended",
                            "session_kept",
                            "lease_acquired",
                            "cleanup_ended");
        }
    }

    static final class RefusedTestCase {
        @RepeatedTest(3)
        void isRefused(@LeasedPage(profile = "shop", startAt = "/") Page page, RepetitionInfo info) {
            assertThat(page.evaluate(STATUS_OF, "/admin")).isEqualTo(403);
            assertThat(info.getCurrentRepetition()).isEqualTo(3);
        }
    }

    @Test
    void afterAFailureWithASignTheTestItselfLooksAndTheNextLeaseNeedNot(@TempDir Path folder) {
        try (LoginSite site = LoginSite.start()) {
            site.handle("/admin", exchange -> LoginSite.html(exchange, 403, "not for your role"));

            SuiteRun.Outcome outcome = run(site, folder, RefusedTestCase.class);

            assertThat(kinds(outcome))
                    .as("a sign that was seen before is told once, and looked into for each test that failed")
                    .containsExactly(
                            "lease_acquired",
                            "session_suspected",
                            "session_kept",
                            "failure",
                            "cleanup_ended",
                            "lease_acquired",
                            "session_kept",
                            "failure",
                            "cleanup_ended",
                            "lease_acquired",
                            "cleanup_ended");
        }
    }

    /** The first test's session ends; the second fails of something else while somebody signs in again. */
    static final class TwoTestCase {
        private static volatile Steps steps = new Steps(() -> {});

        @RepeatedTest(value = 2, name = "visitor {currentRepetition}")
        void visits(@LeasedPage(profile = "shop", startAt = "/") Page page, RepetitionInfo info) throws Exception {
            steps.bothAreThere.await(60, TimeUnit.SECONDS);
            if (info.getCurrentRepetition() == 1) {
                steps.endSessions.run();
                assertThat(page.evaluate(STATUS_OF, "/api")).isEqualTo(401);
                page.title();
                steps.refusedBefore = Instant.now();
            } else {
                assertThat(steps.signsInAgain.await(60, TimeUnit.SECONDS)).isTrue();
                steps.secondFails.countDown();
            }
            throw new AssertionError("visitor " + info.getCurrentRepetition());
        }
    }

    private static final class Steps {
        private final Runnable endSessions;
        private final CyclicBarrier bothAreThere = new CyclicBarrier(2);
        private final CountDownLatch signsInAgain = new CountDownLatch(1);
        private final CountDownLatch secondFails = new CountDownLatch(1);
        private volatile Instant refusedBefore = Instant.MIN;

        private Steps(Runnable endSessions) {
            this.endSessions = endSessions;
        }
    }

    private static void enter(LoginSite site, HttpExchange exchange, Steps steps) throws IOException {
        if (site.logins() > 0) {
            steps.signsInAgain.countDown();
            try {
                assertThat(steps.secondFails.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        LoginSite.html(exchange, 200, "<meta http-equiv=refresh content='0; url=/login'>");
    }

    @Test
    void aTestThatFailsWhileSomebodySignsInAgainIsToldWhatCameOfIt(@TempDir Path folder) {
        try (LoginSite site = LoginSite.start()) {
            Steps steps = new Steps(site::endSessions);
            TwoTestCase.steps = steps;
            site.handle(
                            "/api",
                            exchange ->
                                    LoginSite.html(exchange, site.sessionIds().isEmpty() ? 401 : 200, ""))
                    .handle("/enter", exchange -> enter(site, exchange, steps));

            SuiteRun.Outcome outcome = SuiteRun.of(folder, TwoTestCase.class)
                    .profiles(FaultProfiles.json(site, "/enter", ""))
                    .concurrently(2)
                    .run();

            assertThat(outcome.tests(Status.FAILED)).isEqualTo(2);
            assertThat(outcome.failures()).allSatisfy(failure -> assertThat(failure.getSuppressed())
                    .singleElement()
                    .satisfies(told -> assertThat(told).hasMessageContaining("; signed in again at ")));
            assertThat(TimelineFile.of(rows(outcome), "session_lost"))
                    .singleElement()
                    .satisfies(lost -> assertThat(Instant.parse(
                                    lost.path("details").path("since").asText()))
                            .as("when the refusal came, not when it was looked into")
                            .isBeforeOrEqualTo(steps.refusedBefore));
        }
    }

    static final class DirectTestCase {
        @Test
        void visitsTheLoginPage(@LeasedPage(profile = "shop", startAt = "/desk") Page page) {
            page.navigate("/login");
        }
    }

    static final class RoutedTestCase {
        @Test
        void isRoutedThere(@LeasedPage(profile = "shop", startAt = "/old") Page page) {
            page.evaluate("() => history.pushState({}, '', '/login')");
            page.waitForURL("**/login");
        }
    }

    static final class RedirectedTestCase {
        @Test
        void isRedirectedThere(@LeasedPage(profile = "shop", startAt = "/gone?token=in-the-query") Page page) {
            page.waitForURL("**/login");
        }
    }

    private static String sign(Path folder, Class<?> testCase) {
        try (LoginSite site = LoginSite.start()) {
            site.page("/desk", "<h1>Desk</h1>")
                    .handle("/old", exchange -> redirect(exchange, "/desk"))
                    .handle("/gone", exchange -> redirect(exchange, "/login"));
            List<JsonNode> suspected = TimelineFile.of(rows(run(site, folder, testCase)), "session_suspected");
            assertThat(suspected).hasSize(1);
            return suspected.get(0).path("details").path("sign").asText();
        }
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        exchange.sendResponseHeaders(302, -1);
    }

    @Test
    void aSignNamesWhatWasAskedForWhereThatLedToTheLoginPage(@TempDir Path folder) {
        assertThat(sign(folder, RedirectedTestCase.class))
                .startsWith("GET /gone led to the login page /login on lease ");
    }

    @Test
    void aTestThatWentThereItselfAskedForNothingElse(@TempDir Path folder) {
        assertThat(sign(folder, DirectTestCase.class)).startsWith("a page led to the login page /login on lease ");
    }

    @Test
    void whereAnApplicationRoutedATabByItselfTheDocumentBeforeIsNotNamed(@TempDir Path folder) {
        assertThat(sign(folder, RoutedTestCase.class)).startsWith("a page led to the login page /login on lease ");
    }
}
