package io.leasehold.samples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.leasehold.LeasedPage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Popups, tabs, dialogs, frames and a service worker work as on any page. Requirement: L12. */
@Tag("browser")
class WindowTests {

    @Test
    void popupGreetsTheTabThatOpenedIt(@LeasedPage(profile = "buyer", startAt = "/windows") Page page) {
        Page popup = page.waitForPopup(() -> button(page, "Open popup"));
        assertThat(popup.getByTestId("opener")).hasText("yes");

        button(popup, "Greet opener");

        assertThat(page.getByTestId("popup-said")).hasText("Ahoy");
        // A tab that a click closes may be gone before the click is answered: it closes after the answer.
        popup.waitForClose(() -> popup.locator("#close").evaluate("button => { setTimeout(() => button.click()); }"));
    }

    @Test
    void tabWithoutAnOpenerArrivesInTheContext(@LeasedPage(profile = "buyer", startAt = "/windows") Page page) {
        Page tab = page.context()
                .waitForPage(() -> page.getByText("New tab without opener").click());

        assertThat(tab.getByTestId("opener")).hasText("no");
        tab.close();
    }

    @Test
    void contextShowsTheTabsOfThisTestAlone(@LeasedPage(profile = "buyer", startAt = "/windows") Page page) {
        assertThat(page.context().pages()).containsExactly(page);

        Page tab = page.waitForPopup(() -> page.getByText("New tab with opener").click());

        assertThat(page.context().pages()).containsExactly(page, tab);
        tab.close();
        assertThat(page.context().pages()).containsExactly(page);
    }

    @ParameterizedTest
    @CsvSource({"Alert, alert closed", "Confirm, confirmed", "Prompt, Mary Rose"})
    void dialogIsAnsweredByTheTest(
            String dialog, String answer, @LeasedPage(profile = "auditor", startAt = "/windows") Page page) {
        page.onceDialog(asked -> asked.accept("Mary Rose"));

        button(page, dialog);

        assertThat(page.getByTestId("dialog-answer")).hasText(answer);
    }

    @Test
    void browserAsksBeforeADraftIsLost(@LeasedPage(profile = "buyer", startAt = "/windows/unsaved") Page page) {
        List<String> asked = new ArrayList<>();
        page.onceDialog(dialog -> {
            asked.add(dialog.type());
            dialog.accept();
        });
        page.getByLabel("Draft").fill("Not sent yet");

        page.getByText("Back to windows").click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Windows and dialogs");
        assertThat(asked).containsExactly("beforeunload");
    }

    @Test
    void everyFrameCountsForItself(@LeasedPage(profile = "auditor", startAt = "/frames") Page page) {
        FrameLocator counter = page.frameLocator("iframe[title=Counter]");
        FrameLocator outer = page.frameLocator("iframe[title=Outer]");

        counter.getByText("Count", new FrameLocator.GetByTextOptions().setExact(true))
                .click();

        assertThat(counter.getByTestId("count")).hasText("1");
        assertThat(outer.frameLocator("iframe[title=Inner]").getByTestId("count"))
                .hasText("0");
        assertThat(outer.getByTestId("frame-account")).hasText("auditor@harbor.example");
    }

    @Test
    void serviceWorkerAnswersForTheServer(@LeasedPage(profile = "shop-admin", startAt = "/worker") Page page) {
        assertThat(page.getByTestId("worker-state")).hasText("controlling");

        button(page, "Ping");

        assertThat(page.getByTestId("answered-by")).hasText("service worker");
    }

    private static void button(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
    }
}
