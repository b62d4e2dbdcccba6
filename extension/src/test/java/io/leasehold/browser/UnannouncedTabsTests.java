package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.leasehold.fixture.LoginSite;
import io.leasehold.profile.fixture.LocalBrowser;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Popups that wait for an answer when their opener is gone. Requirement: L12. */
@Tag("browser")
final class UnannouncedTabsTests {

    private final CountDownLatch answer = new CountDownLatch(1);
    private final LoginSite site = LoginSite.start()
            .handle("/opener", exchange -> LoginSite.html(exchange, 200, "<h1>opener</h1>"))
            .handle("/unanswered", exchange -> {
                awaitAnswer();
                LoginSite.html(exchange, 200, "<h1>late</h1>");
            });
    private LocalBrowser browser;
    private BrowserContext context;
    private Page keeper;
    private CDPSession beside;
    private UnannouncedTabs tabs;

    private void awaitAnswer() {
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @BeforeEach
    void begin() {
        browser = LocalBrowser.launch();
        keeper = browser.newPage();
        context = keeper.context();
        beside = context.browser().newBrowserCDPSession();
        tabs = new UnannouncedTabs(new HostRuntime.Opened(context, keeper, "", Optional.empty()));
    }

    @AfterEach
    void end() {
        answer.countDown();
        browser.close();
        site.close();
    }

    private Page opener() {
        Page opener = context.newPage();
        opener.navigate(site.baseUrl() + "/opener");
        return opener;
    }

    private Page openWithoutAnAnswer() {
        Page opener = opener();
        opener.evaluate("() => void open('/unanswered')");
        opener.waitForCondition(() -> site.requests("/unanswered") == 1);
        return opener;
    }

    private void look(int times) {
        for (int look = 0; look < times; look++) {
            tabs.over(context.pages());
        }
    }

    /** Asks the browser itself. */
    private long targets() {
        return StreamSupport.stream(
                        beside.send("Target.getTargets")
                                .getAsJsonArray("targetInfos")
                                .spliterator(),
                        false)
                .map(JsonElement::getAsJsonObject)
                .filter(target -> target.get("type").getAsString().equals("page"))
                .count();
    }

    private void awaitTargets(int count) {
        keeper.waitForCondition(() -> targets() == count);
    }

    @Test
    void aTabThatNobodyHeardOfIsClosedWhenItsOpenerIsGone() {
        openWithoutAnAnswer().close();
        awaitTargets(2);
        assertThat(context.pages()).containsExactly(keeper);

        look(UnannouncedTabs.LOOKS - 1);
        assertThat(targets()).isEqualTo(2);

        look(1);
        awaitTargets(1);
    }

    @Test
    void aTabWhoseOpenerIsThereIsItsTestsOwn() {
        openWithoutAnAnswer();

        look(3 * UnannouncedTabs.LOOKS);

        assertThat(targets()).isEqualTo(3);
    }

    @Test
    void aTabThatWasAnnouncedIsLeftToItsTest() {
        Page opener = opener();
        Page popup = opener.waitForPopup(() -> opener.evaluate("() => void open('/opener')"));
        opener.close();
        awaitTargets(2);

        look(3 * UnannouncedTabs.LOOKS);

        assertThat(targets()).isEqualTo(2);
        assertThat(popup.locator("h1").textContent()).isEqualTo("opener");
    }

    @Test
    void aTabThatIsAnsweredInTimeIsLeftToItsTest() {
        openWithoutAnAnswer().close();
        awaitTargets(2);
        look(UnannouncedTabs.LOOKS - 1);

        answer.countDown();
        keeper.waitForCondition(() -> context.pages().size() == 2);
        look(3 * UnannouncedTabs.LOOKS);

        assertThat(targets()).isEqualTo(2);
    }
}
