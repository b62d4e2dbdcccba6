package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.fixture.TimelineFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the timeline of a parallel run tells. Requirement: D1, D3. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TimelineOfARunTests {

    private static final int TESTS = 4;
    private static final CyclicBarrier MEETING = new CyclicBarrier(TESTS);

    private List<JsonNode> rows = List.of();
    private Path file = Path.of("");
    private SuiteRun.Outcome outcome;

    @BeforeAll
    void run(@TempDir Path folder) {
        try (LoginSite site = LoginSite.start()) {
            for (String path : List.of("/p0", "/p1", "/p2", "/p3")) {
                site.page(path, "<img src='/pixel'><a href='" + path + "?tab=1' target=_blank id=open>open</a>")
                        .handle("/api" + path, exchange -> LoginSite.html(exchange, 200, "x"))
                        .handle("/dropped" + path, exchange -> exchange.getRequestBody()
                                .close());
            }
            site.handle("/pixel", exchange -> LoginSite.html(exchange, 200, "no image"));
            outcome = SuiteRun.of(folder, BusyTestCase.class)
                    .profilesAt(site, "shop")
                    .concurrently(TESTS)
                    .run();
        }
        file = TimelineFile.in(outcome.evidence());
        rows = TimelineFile.rows(file);
    }

    static final class BusyTestCase {
        @ParameterizedTest(name = "busy with {0}")
        @ValueSource(strings = {"/p0", "/p1", "/p2", "/p3"})
        void busy(String path, @LeasedPage(profile = "shop") PageLease lease) throws Exception {
            Page page = lease.page();
            page.navigate(path + "?token=in-the-query");
            MEETING.await(60, TimeUnit.SECONDS);
            page.evaluate("url => fetch(url, {method: 'POST'})", "/api" + path);
            page.evaluate("url => fetch(url)", "/missing" + path);
            AtomicBoolean dropped = new AtomicBoolean();
            page.onRequestFailed(request -> dropped.set(true));
            page.evaluate("url => fetch(url).catch(() => 0)", "/dropped" + path + "?token=in-the-query");
            page.waitForCondition(dropped::get);
            Page popup = page.waitForPopup(() -> page.evaluate("url => void window.open(url)", path));
            popup.waitForLoadState();
            lease.mutation("rename " + path, () -> page.reload());
            if (path.equals("/p3")) {
                throw new AssertionError("the total is wrong");
            }
        }
    }

    private Map<String, List<JsonNode>> leases() {
        Map<String, List<JsonNode>> leases = new LinkedHashMap<>();
        for (JsonNode row : rows) {
            if (row.has("lease")) {
                leases.computeIfAbsent(row.path("lease").asText(), id -> new java.util.ArrayList<>())
                        .add(row);
            }
        }
        return leases;
    }

    private static List<String> kinds(List<JsonNode> rows) {
        return rows.stream().map(row -> row.path("kind").asText()).toList();
    }

    private static String own(List<JsonNode> lease) {
        String test = lease.get(0).path("test").asText();
        return "/p" + test.replaceAll(".*/p(\\d).*", "$1");
    }

    @Test
    void theRunWentAsPlanned() {
        assertThat(outcome.failures()).hasSize(1);
        assertThat(leases()).hasSize(TESTS);
    }

    @Test
    void rowsHaveOneOrderWithoutAGap() {
        for (int at = 0; at < rows.size(); at++) {
            assertThat(rows.get(at).path("row").asInt()).isEqualTo(at + 1);
        }
        assertThat(rows.stream().map(row -> row.path("nanos").asLong()).toList())
                .isSorted();
    }

    @Test
    void theRunAndItsContextSurroundTheLeases() {
        List<String> kinds = kinds(rows);

        assertThat(kinds).startsWith("run_started", "context_opened").endsWith("context_closed", "run_ended");
        assertThat(TimelineFile.of(rows, "context_opened")).hasSize(1);
        assertThat(TimelineFile.of(rows, "context_closed")).singleElement().satisfies(row -> {
            assertThat(row.path("profile").asText()).isEqualTo("shop");
            assertThat(row.path("details").path("cause").asText()).isEqualTo("provider");
            assertThat(row.path("details").path("by").asText()).isEqualTo("the end of the run");
        });
        assertThat(TimelineFile.of(rows, "context_lost")).isEmpty();
    }

    @Test
    void eachLeaseIsAcquiredOnceAndGivenBackOnceAndNothingComesAfter() {
        assertThat(leases().values()).allSatisfy(lease -> {
            List<String> kinds = kinds(lease);
            assertThat(kinds).startsWith("lease_acquired", "page_created").endsWith("cleanup_begun", "cleanup_ended");
            for (String once : List.of("lease_acquired", "cleanup_begun", "cleanup_ended", "mutation_begun")) {
                assertThat(kinds).containsOnlyOnce(once);
            }
            assertThat(kinds).containsSubsequence("mutation_begun", "mutation_ended");
        });
    }

    @Test
    void noSpanIsLongerThanTheRunUntilThen() {
        assertThat(leases().values()).allSatisfy(lease -> {
            JsonNode acquired = lease.get(0);
            JsonNode created = lease.get(1);
            assertThat(acquired.path("details").path("waited_ms").asLong()).isBetween(0L, millis(acquired));
            assertThat(created.path("details").path("ms").asLong()).isBetween(0L, millis(created));
        });
    }

    /** Returns how long after the run's begin a row was told, rounded up. */
    private static long millis(JsonNode row) {
        return row.path("nanos").asLong() / 1_000_000 + 1;
    }

    @Test
    void theLeasesOverlapOnThreadsOfTheirOwn() {
        Set<String> threads = new HashSet<>();
        long lastBegin = 0;
        long firstEnd = Long.MAX_VALUE;
        for (List<JsonNode> lease : leases().values()) {
            threads.add(lease.get(0).path("thread").asText());
            lastBegin = Math.max(lastBegin, lease.get(0).path("nanos").asLong());
            firstEnd =
                    Math.min(firstEnd, lease.get(lease.size() - 1).path("nanos").asLong());
        }
        assertThat(threads).hasSize(TESTS);
        assertThat(lastBegin).isLessThan(firstEnd);
    }

    @Test
    void eachLeaseTellsOfItsOwnTabsOnly() {
        assertThat(leases().values()).allSatisfy(lease -> {
            List<String> urls = lease.stream()
                    .map(row -> row.path("details").path("url").asText())
                    .filter(url -> !url.isEmpty() && !url.startsWith("about:"))
                    .toList();
            assertThat(urls).isNotEmpty().allSatisfy(url -> assertThat(url).contains(own(lease)));
        });
    }

    @Test
    void navigationsPopupsAndWhatTheApplicationAnsweredAreThere() {
        assertThat(leases().values()).allSatisfy(lease -> {
            assertThat(TimelineFile.of(lease, "navigation")).hasSizeGreaterThanOrEqualTo(2);
            assertThat(TimelineFile.of(lease, "page_created"))
                    .extracting(row -> row.path("details").path("as").asText())
                    .containsExactly("lease", "popup");
            List<String> requests = TimelineFile.of(lease, "provider_request").stream()
                    .map(row -> row.path("details"))
                    .map(one -> one.path("method").asText() + " "
                            + one.path("url").asText().replaceFirst("http://[^/]*", "") + " "
                            + one.path("status").asInt())
                    .toList();
            assertThat(requests)
                    .contains("GET " + own(lease) + "?token=… 200", "POST /api" + own(lease) + " 200")
                    .contains("GET /missing" + own(lease) + " 404");
            assertThat(requests.toString()).doesNotContain("pixel");
        });
    }

    @Test
    void aRequestThatWasNotAnsweredSaysWhyInPlaceOfAStatus() {
        assertThat(leases().values()).allSatisfy(lease -> assertThat(TimelineFile.of(lease, "provider_request").stream()
                        .map(row -> row.path("details"))
                        .filter(one -> one.path("url").asText().contains("/dropped")))
                .isNotEmpty()
                .allSatisfy(one -> {
                    assertThat(one.path("failed").asText()).startsWith("net::ERR_");
                    assertThat(one.has("status")).isFalse();
                }));
    }

    @Test
    void theFailureIsThereWithItsTest() {
        assertThat(TimelineFile.of(rows, "failure")).singleElement().satisfies(row -> {
            assertThat(row.path("test").asText()).contains("busy with /p3");
            assertThat(row.path("details").path("message").asText()).isEqualTo("the total is wrong");
        });
    }

    @Test
    void noQueryIsInItAndOnlyItsOwnerMayReadIt() throws Exception {
        assertThat(Files.readString(file)).doesNotContain("in-the-query");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
