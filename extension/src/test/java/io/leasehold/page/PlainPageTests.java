package io.leasehold.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.junit.Options;
import com.microsoft.playwright.junit.OptionsFactory;
import io.leasehold.Access;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What works on a page of one's own works on a leased one, with options from Playwright's own factory. Requirement: L1,
 * L3.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PlainPageTests {

    /** There tabs of others are seen, and paths of downloads refused: Playwright takes the browser for a remote one. */
    private static final boolean PUBLIC_WAY =
            System.getProperty("leasehold.worker", "").equals("public");

    private static final String FORM =
            """
            <form method=post enctype=multipart/form-data action=/received>
              <input type=file name=file><button data-qa=send>Send</button>
            </form>
            <a id=report href=/report>report</a>
            <button id=asks onclick="this.textContent = [confirm('sure?'), prompt('name?'), alert('done')].join()">ask</button>
            <iframe srcdoc="<p id=inner>inside</p>"></iframe>""";

    private SuiteRun.Outcome outcome;

    @BeforeAll
    void run(@TempDir Path folder) {
        try (LoginSite site = LoginSite.start()) {
            site.page("/form", FORM);
            site.handle(
                    "/received",
                    exchange -> LoginSite.html(
                            exchange,
                            200,
                            "<p id=bytes>" + exchange.getRequestBody().readAllBytes().length + "</p>"));
            site.handle("/report", exchange -> {
                exchange.getResponseHeaders().add("Content-Disposition", "attachment; filename=report.csv");
                byte[] report = "a;b\n".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, report.length);
                exchange.getResponseBody().write(report);
            });
            outcome = SuiteRun.of(folder, UsesTestCase.class)
                    .profiles(profiles(site))
                    .run();
        }
    }

    private static String profiles(LoginSite site) {
        System.setProperty("login.site.password", LoginSite.PASSWORD);
        return """
                {"baseUrl": "%s", "entryUrl": "/", "profiles": {"shop": {
                  "accountId": "shop", "options": "%s",
                  "login": {"url": "/login", "steps": [{"fill": "Email", "with": "shop"},
                    {"fill": "Password", "with": "${property:login.site.password}"}, {"click": "Sign in"}]},
                  "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']",
                    "account": {"selector": "#account", "contains": "shop"}}}}}"""
                .formatted(site.baseUrl(), TestIdOptions.class.getName());
    }

    /** One test for each thing that was tried, so that a report names what does not work. */
    @TestFactory
    List<DynamicTest> works() {
        List<SuiteRun.Ended> tests =
                outcome.ended().stream().filter(SuiteRun.Ended::test).toList();
        assertThat(tests).hasSize(17);
        return tests.stream()
                .map(test -> DynamicTest.dynamicTest(
                        test.name(), () -> assertThat(test.thrown()).isEmpty()))
                .toList();
    }

    /** The options that people who come from Playwright's own extension have already. */
    public static final class TestIdOptions implements OptionsFactory {
        @Override
        public Options getOptions() {
            return new Options()
                    .setTestIdAttribute("data-qa")
                    .setContextOptions(new Browser.NewContextOptions().setViewportSize(640, 480));
        }
    }

    static class UsesTestCase {
        @TempDir
        private Path folder;

        @Test
        void download(@LeasedPage(profile = "shop", startAt = "/form") Page page) {
            Download download =
                    page.waitForDownload(() -> page.locator("#report").click());
            assertThat(download.suggestedFilename()).isEqualTo("report.csv");
            if (!PUBLIC_WAY) {
                assertThat(download.path()).hasContent("a;b\n");
            }
            download.saveAs(folder.resolve("saved.csv"));
            assertThat(folder.resolve("saved.csv")).hasContent("a;b\n");
        }

        @Test
        void uploadOfAFile(@LeasedPage(profile = "shop", startAt = "/form") Page page) throws IOException {
            page.locator("input[type=file]").setInputFiles(Files.writeString(folder.resolve("a.txt"), "abc"));
            assertThat(page.evaluate("document.querySelector('input[type=file]').files[0].size"))
                    .isEqualTo(3);
        }

        @Test
        void uploadOfABigFile(@LeasedPage(profile = "shop", startAt = "/form") Page page) throws IOException {
            page.locator("input[type=file]").setInputFiles(Files.write(folder.resolve("big"), new byte[3 << 20]));
            page.getByTestId("send").click();
            assertThat(Integer.parseInt(page.locator("#bytes").textContent())).isGreaterThan(3 << 20);
        }

        @Test
        void fileChooser(@LeasedPage(profile = "shop", startAt = "/form") Page page) throws IOException {
            Path file = Files.writeString(folder.resolve("chosen.txt"), "abc");
            FileChooser chooser = page.waitForFileChooser(
                    () -> page.locator("input[type=file]").click());
            chooser.setFiles(file);
            assertThat(page.evaluate("document.querySelector('input[type=file]').files[0].name"))
                    .isEqualTo("chosen.txt");
        }

        @Test
        void dialogs(@LeasedPage(profile = "shop", startAt = "/form") Page page) {
            List<String> asked = new CopyOnWriteArrayList<>();
            page.onDialog(dialog -> {
                asked.add(dialog.type());
                dialog.accept("me");
            });
            page.locator("#asks").click();
            assertThat(page.locator("#asks")).hasText("true,me,");
            assertThat(asked).containsExactly("confirm", "prompt", "alert");
        }

        @Test
        void dialogsOfTheContext(
                @LeasedPage(profile = "shop", startAt = "/form", access = Access.EXCLUSIVE) Page page) {
            page.context().onDialog(Dialog::dismiss);
            page.locator("#asks").click();
            assertThat(page.locator("#asks")).hasText("false,,");
        }

        @Test
        void frames(@LeasedPage(profile = "shop", startAt = "/form") Page page) {
            assertThat(page.frameLocator("iframe").locator("#inner")).hasText("inside");
            assertThat(page.frames()).hasSize(2).allSatisfy(frame -> assertThatObject(frame.page())
                    .isSameAs(page));
        }

        @Test
        void routes(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            page.route("**/made-up", route -> route.fulfill(new Route.FulfillOptions().setBody("fulfilled")));
            page.route("**/refused", Route::abort);
            assertThat(page.evaluate("fetch('/made-up').then(answer => answer.text())"))
                    .isEqualTo("fulfilled");
            assertThat(page.evaluate("fetch('/refused').catch(() => 'aborted')"))
                    .isEqualTo("aborted");
        }

        @Test
        void requests(@LeasedPage(profile = "shop") Page page) {
            assertThat(page.request().get("/").text()).contains("<p id=account>shop");
            assertThat(page.context().request().get("/").text()).contains("<p id=account>shop");
        }

        @Test
        void devTools(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            CDPSession session = page.context().newCDPSession(page);
            assertThat(session.send("Page.getNavigationHistory")
                            .get("currentIndex")
                            .getAsInt())
                    .isPositive();
            session.detach();
        }

        @Test
        void functionsAndScripts(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            page.exposeFunction("twice", arguments -> arguments[0] + "" + arguments[0]);
            page.addInitScript("window.before = 'here'");
            page.reload();
            assertThat(page.evaluate("twice(window.before)")).isEqualTo("herehere");
        }

        @Test
        void locatorHandlers(@LeasedPage(profile = "shop", startAt = "/form") Page page) {
            page.evaluate("document.body.insertAdjacentHTML('beforeend', '<dialog open id=nag>nag</dialog>')");
            page.addLocatorHandler(
                    page.locator("#nag"), nag -> page.evaluate("document.querySelector('#nag').remove()"));
            page.locator("input[type=file]").hover();
            assertThat(page.locator("#nag")).hasCount(0);
        }

        @Test
        void screenshotAndPdf(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            assertThat(page.screenshot()).startsWith(0x89, 'P', 'N', 'G');
            assertThat(page.pdf()).startsWith('%', 'P', 'D', 'F');
        }

        @Test
        void pauseDoesNotBlockWithoutAWindow(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            page.pause();
            assertThat(page.locator("h1")).hasText("Welcome");
        }

        @Test
        void assertionsWithARelativeAddress(@LeasedPage(profile = "shop", startAt = "/form") Page page) {
            assertThat(page).hasURL("/form");
            assertThat(page).not().hasURL("/");
        }

        @Test
        void optionsOfTheContext(@LeasedPage(profile = "shop", startAt = "/form") Page page) {
            assertThat(page.getByTestId("send")).isVisible();
            assertThat(page.viewportSize().width).isEqualTo(640);
        }

        @Test
        void identity(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            Page popup = page.waitForPopup(() -> page.evaluate("void window.open('/form')"));
            assertThatObject(page.locator("h1").page()).isSameAs(page);
            assertThatObject(page.mainFrame().page()).isSameAs(page);
            assertThatObject(popup.opener()).isSameAs(page);
            assertThat(popup.context()).isSameAs(page.context());
            assertThat(popup.getByTestId("send")).isVisible();
            if (!PUBLIC_WAY) {
                assertThat(page.context().pages()).containsExactly(page, popup);
            }
        }
    }
}
