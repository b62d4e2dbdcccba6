package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.Access;
import io.leasehold.LeaseLostException;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.page.fixture.SummaryLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a test leaves behind is not met by the next one. Requirement: L3, L4, L12. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LeftBehindTests {

    private SuiteRun.Outcome outcome;
    private String summary;

    @BeforeAll
    void run(@TempDir Path folder) {
        try (LoginSite site = LoginSite.start();
                SummaryLine line = SummaryLine.listen()) {
            outcome = SuiteRun.of(folder, LeavesTestCase.class)
                    .profilesAt(site, "shop")
                    .run();
            summary = line.text();
        }
    }

    @Test
    void everythingRanAsItShould() {
        assertThat(outcome.failures()).isEmpty();
    }

    @Tag("direct")
    @Test
    void afterALeaseOnlyTheKeeperAndTheNextTabAreOpen() {
        assertThat(LeavesTestCase.TARGETS.get("first")).isEqualTo(2);
        assertThat(LeavesTestCase.TARGETS.get("open")).isEqualTo(4);
        assertThat(LeavesTestCase.TARGETS.get("later")).isEqualTo(2);
    }

    @Tag("direct")
    @Test
    void aTabLeftOpenIsCounted() {
        assertThat(summary).contains(" 2 tabs left open by tests,");
    }

    @Test
    void listenersAndTimeoutsOnTheContextAreNotMetByALaterTest() {
        assertThat(LeavesTestCase.HEARD).isEmpty();
        assertThat(LeavesTestCase.WAITED)
                .singleElement()
                .asString()
                .doesNotContain("Timeout 17ms")
                .contains("Timeout 400ms");
    }

    @Test
    void aTabIsNeverUsedTwice() {
        assertThat(LeavesTestCase.TABS).hasSize(4).doesNotHaveDuplicates();
    }

    @Tag("direct")
    @Test
    void aPageKeptFromAnEarlierTestSaysWhoseItWas() {
        assertThat(LeavesTestCase.KEPT_PAGE)
                .allSatisfy(thrown ->
                        assertThat(thrown).isInstanceOfAny(LeaseLostException.class, PlaywrightException.class))
                .anySatisfy(thrown -> assertThat(thrown)
                        .isInstanceOf(LeaseLostException.class)
                        .message()
                        .matches(
                                "This page was given back: its lease ended with the test that asked for it\\. Ask for a"
                                        + " page of its own in each test, with a @LeasedPage parameter\\."
                                        + " \\[lease=[0-9a-f]{8} profile=shop test=LeavesTestCase\\.first\\]"));
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class LeavesTestCase {
        static final Map<String, Integer> TARGETS = new ConcurrentHashMap<>();
        static final List<String> HEARD = new CopyOnWriteArrayList<>();
        static final List<Page> TABS = new CopyOnWriteArrayList<>();
        static final List<Throwable> KEPT_PAGE = new CopyOnWriteArrayList<>();
        static final List<Throwable> WAITED = new CopyOnWriteArrayList<>();

        @Order(1)
        @Test
        void first(@LeasedPage(profile = "shop", startAt = "/", access = Access.EXCLUSIVE) Page page) {
            TABS.add(page);
            TARGETS.put("first", targets(page));
        }

        @Order(2)
        @Test
        void leavesTabsOpen(@LeasedPage(profile = "shop", startAt = "/", access = Access.EXCLUSIVE) Page page) {
            KEPT_PAGE.add(Assertions.catchThrowable(() -> TABS.get(0).title()));
            TABS.add(page);
            page.waitForPopup(() -> page.evaluate("void window.open('/')"));
            page.context().newPage().setContent("<script>onbeforeunload = () => 'stay'</script><button>b</button>");
            TARGETS.put("open", targets(page));
        }

        @Order(3)
        @Test
        void leavesListeners(@LeasedPage(profile = "shop", startAt = "/", access = Access.EXCLUSIVE) Page page) {
            TABS.add(page);
            TARGETS.put("later", targets(page));
            page.context().setDefaultTimeout(17);
            page.context().onPage(tab -> HEARD.add("page"));
            page.context().onConsoleMessage(message -> HEARD.add("console"));
            page.context().onRequest(request -> HEARD.add("request"));
        }

        @Order(4)
        @Test
        void meetsNothing(@LeasedPage(profile = "shop", startAt = "/", access = Access.EXCLUSIVE) Page page) {
            TABS.add(page);
            page.evaluate("console.log('heard?')");
            page.context().newPage().close();
            page.setDefaultTimeout(400);
            WAITED.add(Assertions.catchThrowable(() -> page.locator("#never").click()));
        }

        /** Asks the browser itself, which knows the tabs of all tests. */
        private static int targets(Page page) {
            CDPSession session = page.context().newCDPSession(page);
            JsonObject answer = session.send("Target.getTargets");
            session.detach();
            List<JsonElement> pages = new ArrayList<>();
            answer.getAsJsonArray("targetInfos").forEach(target -> {
                if (target.getAsJsonObject().get("type").getAsString().equals("page")) {
                    pages.add(target);
                }
            });
            return pages.size();
        }
    }
}
