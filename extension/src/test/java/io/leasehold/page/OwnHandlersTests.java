package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.leasehold.Access;
import io.leasehold.LeasedPage;
import io.leasehold.SharedContextException;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Handlers of a test's own run while the provider closes its tabs, and tabs arrive when the test is over. Requirement:
 * L4, L5, L6, L12.
 */
@Tag("browser")
@Tag("direct")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OwnHandlersTests {

    private SuiteRun.Outcome outcome;
    private int logins;

    @BeforeAll
    void run(@TempDir Path folder) {
        try (LoginSite site = LoginSite.start()) {
            site.page("/link", "<a id=tab target=_blank href='/'>open</a>");
            outcome = SuiteRun.of(folder, HandlersTestCase.class)
                    .profilesAt(site, "shop")
                    .run();
            logins = site.logins();
        }
    }

    @Test
    void aCloseHandlerCannotCloseTheContextNorEndTheLogin() {
        assertThat(HandlersTestCase.REFUSED)
                .extracting(SharedContextException::call)
                .containsExactly("BrowserContext.clearCookies", "BrowserContext.close");
        assertThat(HandlersTestCase.SEEN).containsEntry("account after the handlers", "shop");
        assertThat(logins).isEqualTo(1);
    }

    @Test
    void aCloseHandlerThatThrowsIsReportedAndLeavesNoTab() {
        assertThat(outcome.failureOf("throwsWhileItsTabCloses(")).hasRootCauseMessage("from a handler");
        assertThat(HandlersTestCase.SEEN).containsEntry("own tabs after it", "1");
    }

    @Test
    void aTabThatArrivesAfterItsTestIsClosed() {
        assertThat(HandlersTestCase.SEEN).containsEntry("tabs in the browser at last", "2");
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class HandlersTestCase {
        static final List<SharedContextException> REFUSED = new CopyOnWriteArrayList<>();
        static final Map<String, String> SEEN = new ConcurrentHashMap<>();

        @Order(1)
        @Test
        void closesTheContextWhileItsTabCloses(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            page.onClose(closed -> {
                attempt(() -> closed.context().clearCookies());
                attempt(() -> closed.context().close());
            });
        }

        private static void attempt(Runnable call) {
            try {
                call.run();
            } catch (SharedContextException e) {
                REFUSED.add(e);
            }
        }

        @Order(2)
        @Test
        void worksOn(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            SEEN.put("account after the handlers", page.locator("#account").textContent());
        }

        @Order(3)
        @Test
        void throwsWhileItsTabCloses(
                @LeasedPage(profile = "shop", startAt = "/") Page page,
                @LeasedPage(profile = "shop", startAt = "/") Page second) {
            page.onClose(closed -> {
                throw new IllegalStateException("from a handler");
            });
            assertThat(second.isClosed()).isFalse();
        }

        @Order(4)
        @Test
        void seesItsOwnTabOnly(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            SEEN.put("own tabs after it", String.valueOf(page.context().pages().size()));
        }

        @Order(5)
        @Test
        void opensATabAtTheVeryEnd(@LeasedPage(profile = "shop", startAt = "/link") Page page) {
            page.locator("#tab").click();
        }

        @Order(6)
        @Test
        void waitsForItToGo(@LeasedPage(profile = "shop", access = Access.EXCLUSIVE) Page page) {
            CDPSession browser = page.context().newCDPSession(page);
            page.waitForCondition(() -> tabs(browser) == 2);
            SEEN.put("tabs in the browser at last", String.valueOf(tabs(browser)));
        }

        /** Counts the keeper too. */
        private static long tabs(CDPSession session) {
            return session.send("Target.getTargets").getAsJsonArray("targetInfos").asList().stream()
                    .filter(target ->
                            target.getAsJsonObject().get("type").getAsString().equals("page"))
                    .count();
        }
    }
}
