package io.leasehold.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.leasehold.LeaseLostException;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of object that a test can keep in a field, used by the next test: it reaches nothing, least of all the next
 * test's tab. Requirement: L3, L4.
 */
@Tag("browser")
@Tag("direct") // Objects of the public way are cut off with their connection, which LateUseTests shows.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KeptObjectsTests {

    private static final Notes NOTES = new Notes();
    private static final List<String> OF_THE_PAGE =
            List.of("page", "popup", "frame", "child frame", "locator", "keyboard", "tab of newPage");
    private static final List<String> VALUES = List.of("CDP session", "element", "handle", "response", "dialog");

    private final LoginSite site = LoginSite.start().page("/frames", "<iframe src='/'></iframe>");
    private SuiteRun.Outcome outcome;

    @BeforeAll
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void runAll(@TempDir Path folder) {
        NOTES.clear();
        outcome = SuiteRun.of(folder, KeepsTestCase.class)
                .profilesAt(site, "admin")
                .run();
    }

    @AfterAll
    void stop() {
        site.close();
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static final class KeepsTestCase {

        @Order(1)
        @Test
        void keeps(@LeasedPage(profile = "admin") PageLease lease) {
            Page page = lease.page();
            Response response = Objects.requireNonNull(page.navigate("/frames"));
            Frame child = page.frames().get(1);
            child.waitForSelector("#account");
            ElementHandle element = Objects.requireNonNull(page.querySelector("iframe"));
            JSHandle handle = page.evaluateHandle("document");
            CDPSession session = page.context().newCDPSession(page);
            Page popup = page.waitForPopup(() -> page.evaluate("void window.open('/')"));
            Page tab = page.context().newPage();
            Dialog[] dialog = new Dialog[1];
            popup.onDialog(shown -> dialog[0] = shown);
            popup.evaluate("void setTimeout(() => alert('kept'), 0)");
            popup.waitForCondition(() -> dialog[0] != null);

            Map<String, Callable<?>> uses = new LinkedHashMap<>();
            uses.put("page", page::title);
            uses.put("popup", popup::title);
            uses.put("frame", page.mainFrame()::title);
            uses.put("child frame", child::title);
            uses.put("locator", page.locator("iframe")::count);
            uses.put("keyboard", () -> {
                page.keyboard().press("a");
                return "pressed";
            });
            uses.put("CDP session", () -> session.send("Page.getFrameTree"));
            uses.put("tab of newPage", tab::title);
            uses.put("element", element::innerHTML);
            uses.put("handle", () -> handle.evaluate("document => document.title"));
            uses.put("response", response::body);
            uses.put("dialog", () -> {
                dialog[0].accept();
                return "accepted";
            });
            NOTES.add("uses", uses);
            NOTES.add("lease", lease.id().value());
        }

        @Order(2)
        @Test
        void usesThem(@LeasedPage(profile = "admin") Page page) {
            Ending.work(page);
            uses().forEach((name, use) -> {
                Throwable thrown = catchThrowable(use::call);
                NOTES.add(name, thrown == null ? "went through" : thrown);
                Ending.work(page);
            });
            assertThat(page.context().pages()).containsExactly(page);
        }

        @SuppressWarnings("unchecked")
        private static Map<String, Callable<?>> uses() {
            return (Map<String, Callable<?>>) NOTES.of("uses").get(0);
        }

        @Order(3)
        @Test
        void goesOn(@LeasedPage(profile = "admin") Page page) {
            Ending.work(page);
            assertThat(page.context().pages()).containsExactly(page);
        }
    }

    private static void saysWhoseItWas(String name) {
        assertThat(NOTES.of(name)).as(name).singleElement().satisfies(thrown -> {
            assertThat(thrown).isInstanceOf(LeaseLostException.class);
            assertThat(((Throwable) thrown).getMessage())
                    .contains("was given back", "lease=" + NOTES.of("lease").get(0), "profile=admin")
                    .contains("test=KeepsTestCase.keeps");
        });
    }

    @Test
    void testsThatUseWhatWasKeptGoOn() {
        assertThat(outcome.failures()).isEmpty();
        assertThat(site.logins()).isEqualTo(1);
    }

    @Test
    void whatBelongsToTheTabSaysWhichLeaseAndTestHadIt() {
        assertThat(OF_THE_PAGE).allSatisfy(KeptObjectsTests::saysWhoseItWas);
    }

    @Test
    void nothingThatWasKeptReachesAnything() {
        assertThat(VALUES)
                .allSatisfy(name ->
                        assertThat(NOTES.of(name)).as(name).singleElement().isInstanceOf(RuntimeException.class));
    }
}
