package io.leasehold.faults;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import io.leasehold.LeaseLostException;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.fixture.TimelineFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/**
 * A single-page application answers 401 after the session was revoked in mid-suite, and 403 where the account's role ends.
 * Requirement: C9, D2.
 */
@Tag("browser")
@Tag("fault")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EndedSessionTests {

    private static final int TESTS = 4;
    private static final FaultScene SCENE = new FaultScene(TESTS);
    private static final String STATUS_OF = "url => fetch(url).then(answer => answer.status)";

    private final LoginSite site = LoginSite.start();
    private SuiteRun.Outcome outcome;
    private List<JsonNode> rows = List.of();

    @BeforeAll
    void run(@TempDir Path folder) {
        site.handle("/api/orders", exchange -> answer(exchange, isSignedIn(exchange) ? 200 : 401));
        try (Aftermath aftermath = new Aftermath()) {
            SCENE.prepare(aftermath, site::endSessions);
            outcome = SuiteRun.of(folder, OrdersTestCase.class)
                    .profiles(FaultProfiles.json(site, ""))
                    .concurrently(TESTS)
                    .times(3)
                    .run();
        }
        rows = TimelineFile.rows(TimelineFile.in(outcome.evidence()));
    }

    private boolean isSignedIn(HttpExchange exchange) {
        String cookies = String.join(";", exchange.getRequestHeaders().getOrDefault("Cookie", List.of()));
        return Arrays.stream(cookies.split(";"))
                .map(String::strip)
                .anyMatch(cookie -> cookie.startsWith("session=")
                        && site.sessionIds().contains(cookie.substring("session=".length())));
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        LoginSite.html(exchange, status, "[]");
    }

    @AfterAll
    void end() {
        site.close();
    }

    /** In the first execution the session ends while all of them run. */
    static final class OrdersTestCase {
        @RepeatedTest(value = TESTS, name = "visitor {currentRepetition}")
        void listsOrders(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            assertThat(page.locator("#account")).hasText("shop");
            SCENE.meet();
            assertThat(page.evaluate(STATUS_OF, "/api/orders")).isEqualTo(200);
        }
    }

    private List<Throwable> explanations() {
        return outcome.failures().stream()
                .flatMap(failure -> Stream.of(failure.getSuppressed()))
                .toList();
    }

    @Test
    void oneMoreLoginIsEnoughForAllThatWereHit() {
        assertThat(outcome.tests(Status.FAILED)).isEqualTo(TESTS);
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(2 * TESTS);
        assertThat(site.logins()).isEqualTo(2);
    }

    @Test
    void eachTestThatWasHitSaysWhatHappenedAndWhen() {
        String time = "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z";
        assertThat(explanations()).hasSize(TESTS).allSatisfy(told -> assertThat(told)
                .isInstanceOf(LeaseLostException.class)
                .hasMessageMatching("The session of profile 'shop' ended at " + time + " \\(generation 1\\): GET"
                        + " /api/orders answered 401 on lease [0-9a-f]{8} of OrdersTestCase\\.listsOrders visitor \\d; signed in"
                        + " again at " + time + ", later tests run on it\\. See row \\d+ of timeline\\.jsonl\\."
                        + " \\[lease=[0-9a-f]{8} profile=shop test=OrdersTestCase\\.listsOrders visitor \\d]"));
    }

    @Test
    void theTimelineHasTheRowThatTheyName() {
        List<JsonNode> lost = TimelineFile.of(rows, "session_lost");

        assertThat(lost).hasSize(1);
        assertThat(explanations()).hasSize(TESTS).allSatisfy(told -> assertThat(told)
                .hasMessageContaining("See row " + lost.get(0).path("row") + " of"));
        assertThat(rows.stream()
                        .map(row -> row.path("kind").asText())
                        .filter(kind -> kind.startsWith("session_"))
                        .toList())
                .startsWith("session_suspected", "session_lost", "session_healed");
        assertThat(TimelineFile.of(rows, "session_healed")).singleElement().satisfies(row -> assertThat(
                        row.path("details").path("generation").asInt())
                .isEqualTo(2));
    }
}
