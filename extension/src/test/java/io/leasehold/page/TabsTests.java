package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.KeyboardModifier;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.page.fixture.SummaryLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult.Status;

/**
 * Four tests open tabs of every kind, those with an opener at the same moment; each hears of its own only. Tabs without
 * an opener are told apart by our own transport alone. Requirement: L3, L12.
 */
@Tag("browser")
@Tag("direct")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TabsTests {

    private static final int TESTS = 4;
    private static final String LINKS =
            """
            <button id=opens onclick="window.open('/tab?by=' + location.hash.slice(1))">open</button>
            <a id=opener target=_blank rel=opener>with opener</a>
            <a id=noopener target=_blank rel=noopener>without</a>
            <a id=plain>plain</a>
            <script>
              for (const link of document.querySelectorAll('a')) link.href = '/tab?by=' + location.hash.slice(1);
            </script>
            """;

    private SuiteRun.Outcome outcome;
    private String summary;

    @BeforeAll
    void run(@TempDir Path folder) {
        try (LoginSite site = LoginSite.start();
                SummaryLine line = SummaryLine.listen()) {
            site.page("/links", LINKS).page("/tab", "<h1>tab</h1>");
            outcome = SuiteRun.of(folder, OpensTestCase.class)
                    .profilesAt(site, "shop")
                    .concurrently(TESTS)
                    .run();
            summary = line.text();
        }
    }

    @Test
    void everyTabArrivesAtTheTestThatOpenedIt() {
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(TESTS);
        assertThat(OpensTestCase.ARRIVED).hasSize(TESTS).allSatisfy((test, tabs) -> assertThat(tabs)
                .hasSize(5)
                .allSatisfy(url -> assertThat(url).endsWith("/tab?by=" + test)));
    }

    @Test
    void pageEventsAndPagesShowOwnTabsOnly() {
        assertThat(OpensTestCase.HEARD)
                .hasSize(TESTS)
                .allSatisfy((test, tabs) -> assertThat(tabs).hasSize(6).doesNotHaveDuplicates());
        assertThat(OpensTestCase.LISTED).hasSize(TESTS).allSatisfy((test, count) -> assertThat(count)
                .isEqualTo(7));
    }

    @Test
    void whatWasLeftOpenIsCountedInTheSummary() {
        assertThat(summary).contains(" " + TESTS * 6 + " tabs left open by tests,");
    }

    static class OpensTestCase {
        static final Map<String, List<String>> ARRIVED = new ConcurrentHashMap<>();
        static final Map<String, List<Page>> HEARD = new ConcurrentHashMap<>();
        static final Map<String, Integer> LISTED = new ConcurrentHashMap<>();
        static final CyclicBarrier TOGETHER = new CyclicBarrier(TESTS);

        @ParameterizedTest
        @ValueSource(strings = {"a", "b", "c", "d"})
        void opens(String name, @LeasedPage(profile = "shop") Page page) throws Exception {
            List<Page> heard = new CopyOnWriteArrayList<>();
            List<String> arrived = new CopyOnWriteArrayList<>();
            page.context().onPage(heard::add);
            page.navigate("/links#" + name);
            together();
            arrived.add(url(page.waitForPopup(() -> page.locator("#opens").click())));
            together();
            arrived.add(url(page.waitForPopup(() -> page.locator("#opener").click())));
            together();
            inTurn(name, () -> {
                arrived.add(url(page.context()
                        .waitForPage(() -> page.locator("#noopener").click())));
                arrived.add(url(page.context().waitForPage(() -> page.locator("#plain")
                        .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL))))));
            });
            Page fresh = page.context().newPage();
            fresh.navigate("/tab?by=" + name);
            arrived.add(fresh.url());
            together();
            Page nested = fresh.waitForPopup(() -> fresh.evaluate("void window.open('/tab?by=nested')"));
            assertThat(nested.opener()).isSameAs(fresh);
            together();
            page.reload();
            ARRIVED.put(name, arrived);
            HEARD.put(name, heard);
            LISTED.put(name, page.context().pages().size());
        }

        private static String url(Page tab) {
            tab.waitForURL("**/tab**");
            return tab.url();
        }

        /** Nothing but the time tells whose tab without an opener it is. */
        private static void inTurn(String name, Runnable action) throws Exception {
            for (String turn : List.of("a", "b", "c", "d")) {
                if (turn.equals(name)) {
                    action.run();
                }
                together();
            }
        }

        private static void together() throws InterruptedException, BrokenBarrierException, TimeoutException {
            TOGETHER.await(60, TimeUnit.SECONDS);
        }
    }
}
