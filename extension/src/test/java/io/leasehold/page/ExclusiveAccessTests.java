package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.Geolocation;
import io.leasehold.Access;
import io.leasehold.LeasedPage;
import io.leasehold.SharedContextException;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.junit.platform.engine.TestExecutionResult.Status;

/** What an EXCLUSIVE lease may change, and that nobody meets the change after it. Requirement: L6. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExclusiveAccessTests {

    private SuiteRun.Outcome outcome;
    private int logins;

    @BeforeAll
    void run(@TempDir Path folder) {
        try (LoginSite site = LoginSite.start()) {
            site.handle("/headers", exchange -> {
                List<String> sent = exchange.getRequestHeaders().getOrDefault("X-Changed", List.of());
                LoginSite.html(exchange, 200, "<p id=sent>" + sent + "</p>");
            });
            outcome = SuiteRun.of(folder, ChangesTestCase.class)
                    .profilesAt(site, "shop")
                    .run();
            logins = site.logins();
        }
    }

    @Test
    void everyContextWideChangeIsAllowedAndSeenByItsOwnTest() {
        Assertions.assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(4);
        assertThat(ChangesTestCase.DURING)
                .containsExactly("cookie", "granted", "offline", "[1]", "routed", "script", "binding", "1970");
    }

    @Test
    void whatWasChangedIsNotMetByALaterLease() {
        assertThat(ChangesTestCase.AFTER)
                .containsExactly("no cookie", "prompt", "online", "[]", "Welcome", "no script", "no binding", "today");
    }

    @Test
    void noNewLoginWasNeeded() {
        assertThat(logins).isEqualTo(1);
    }

    @Tag("direct")
    @Test
    void evenAnExclusiveLeaseMayNotCloseWhatBelongsToTheProvider() {
        assertThat(ChangesTestCase.REFUSED)
                .hasSize(3)
                .allSatisfy(message -> assertThat(message)
                        .matches(
                                ".* was refused: the context of profile 'shop' belongs to its provider, and other tests"
                                        + " use it too\\. .*\\. \\[lease=[0-9a-f]{8} profile=shop"
                                        + " test=ChangesTestCase\\.closes\\]"))
                .satisfiesExactly(
                        context -> assertThat(context).startsWith("BrowserContext.close"),
                        browser -> assertThat(browser).startsWith("Browser.close"),
                        request -> assertThat(request).startsWith("APIRequestContext.dispose"));
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class ChangesTestCase {
        static final List<String> DURING = new CopyOnWriteArrayList<>();
        static final List<String> AFTER = new CopyOnWriteArrayList<>();
        static final List<String> REFUSED = new CopyOnWriteArrayList<>();

        @Order(1)
        @Test
        void sharesFirst(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            assertThat(page.locator("h1").textContent()).isEqualTo("Welcome");
        }

        @Order(2)
        @Test
        void changes(@LeasedPage(profile = "shop", access = Access.EXCLUSIVE) Page page) {
            BrowserContext context = page.context();
            page.navigate("/");
            String origin = (String) page.evaluate("location.origin");
            context.addCookies(List.of(new Cookie("changed", "1").setUrl(origin)));
            context.setExtraHTTPHeaders(Map.of("X-Changed", "1"));
            context.grantPermissions(List.of("geolocation"));
            context.setGeolocation(new Geolocation(1, 2));
            context.addInitScript("window.changed = 1");
            context.exposeFunction("changedBinding", arguments -> 1);
            context.route(
                    "**/",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html")
                            .setBody("<h1>routed</h1>")));
            context.clock().setFixedTime(0);
            look(page, DURING, () -> context.setOffline(true), () -> context.setOffline(false));
        }

        @Order(3)
        @Test
        void looksLater(@LeasedPage(profile = "shop") Page page) {
            look(page, AFTER, () -> {}, () -> {});
        }

        @Order(4)
        @Tag("direct")
        @Test
        void closes(@LeasedPage(profile = "shop", access = Access.EXCLUSIVE, startAt = "/") Page page) {
            if (System.getProperty("leasehold.worker", "").equals("public")) {
                return;
            }
            refused(() -> page.context().close());
            refused(() -> Objects.requireNonNull(page.context().browser()).close());
            refused(() -> page.request().dispose());
            page.navigate("/");
            assertThat(page.locator("h1").textContent()).isEqualTo("Welcome");
        }

        private static void refused(Runnable call) {
            REFUSED.add(String.valueOf(Assertions.catchThrowableOfType(SharedContextException.class, call::run)
                    .getMessage()));
        }

        private static void look(Page page, List<String> seen, Runnable before, Runnable after) {
            page.navigate("/headers");
            boolean cookie = page.context().cookies().stream().anyMatch(one -> one.name.equals("changed"));
            seen.add(cookie ? "cookie" : "no cookie");
            seen.add((String) page.evaluate(
                    "navigator.permissions.query({name: 'geolocation'}).then(permission => permission.state)"));
            before.run();
            seen.add(page.evaluate("navigator.onLine").equals(true) ? "online" : "offline");
            after.run();
            seen.add(page.locator("#sent").textContent());
            page.navigate("/");
            seen.add(page.locator("h1").textContent());
            seen.add(page.evaluate("window.changed === 1").equals(true) ? "script" : "no script");
            seen.add(page.evaluate("typeof window.changedBinding").equals("function") ? "binding" : "no binding");
            seen.add(page.evaluate("new Date().getFullYear()").equals(1970) ? "1970" : "today");
        }
    }
}
