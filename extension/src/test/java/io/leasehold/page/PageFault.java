package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.sun.net.httpserver.HttpExchange;
import io.leasehold.fixture.LoginSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** In what state a test can leave a page that it does not clean up: food for {@link FaultyPageTests}. */
enum PageFault {
    ENDLESS_LOOP(page -> said(page, 1, "for (;;);")),
    ENDLESS_LOOP_IN_A_POPUP(page -> said(page.waitForPopup(() -> run(page, "open('/')")), 1, "for (;;);")),
    ENDLESS_LOOP_IN_A_WORKER(page -> said(page, 1, "new Worker(URL.createObjectURL(new Blob(['for (;;);'])));")),
    ENDLESS_LOOP_WHEN_IT_GOES(page -> run(page, "onpagehide = onunload = () => { for (;;); }")),
    SYNCHRONOUS_REQUEST(
            page -> said(page, 1, "const x = new XMLHttpRequest(); x.open('GET', '/silent', false); x.send();")),
    ALERT(page -> dialogOpens(page, "alert('open')")),
    PRINT(page -> said(page, 1, "print();")),
    BEFORE_UNLOAD(page -> {
        run(page, "onbeforeunload = event => { event.preventDefault(); return 'stay'; }");
        page.locator("h1").click();
    }),
    BEFORE_UNLOAD_IS_ASKING(page -> {
        run(page, "onbeforeunload = event => { event.preventDefault(); return 'stay'; }");
        page.locator("h1").click();
        dialogOpens(page, "location.href = '/?other'");
    }),
    OPENS_TABS_WHEN_IT_GOES(page -> {
        run(page, "onbeforeunload = onpagehide = onunload = () => { open('/?late'); alert('late'); }");
        page.locator("h1").click();
    }),
    CRASH(page ->
            assertThatExceptionOfType(PlaywrightException.class).isThrownBy(() -> page.navigate("chrome://crash"))),
    TWENTY_POPUPS(page -> {
        run(page, "for (let at = 0; at < 20; at++) open('/?popup=' + at)");
        List<Page> popups = new ArrayList<>();
        page.waitForCondition(() -> {
            popups.clear();
            page.context().pages().stream()
                    .filter(one -> one != page && one.url().contains("popup="))
                    .forEach(popups::add);
            return popups.size() >= 20;
        });
    }),
    TWENTY_POPUPS_THAT_NOBODY_AWAITS(page -> run(page, "for (let at = 0; at < 20; at++) open('/?unseen=' + at)")),
    POPUP_WITHOUT_AN_ANSWER(page -> {
        run(page, "open('/unanswered')");
        assertThat(Asked.forIt(Asked.UNANSWERED, 1)).isTrue();
    }),
    DOWNLOAD_UNDER_WAY(page -> {
        assertThat(page.waitForDownload(() -> run(page, "location.href = '/endless'"))
                        .suggestedFilename())
                .isEqualTo("endless.bin");
    }),
    FILE_CHOOSER_OPEN(page -> {
        run(page, "document.body.innerHTML = '<input type=file>'");
        assertThat(page.waitForFileChooser(
                                () -> page.locator("input[type=file]").click())
                        .isMultiple())
                .isFalse();
    }),
    NAVIGATION_WITHOUT_AN_ANSWER(
            page -> page.waitForRequest("**/silent", () -> run(page, "location.href = '/silent'"))),
    NAVIGATION_UNDER_WAY(page -> run(page, "location.reload()")),
    ROUTE_WITHOUT_AN_ANSWER(page -> {
        List<String> held = new ArrayList<>();
        page.route("**/held", route -> held.add(route.request().url()));
        run(page, "fetch('/held').catch(() => 0)");
        page.waitForCondition(() -> !held.isEmpty());
    }),
    CHATTY(page -> said(page, 100, Script.CHATTER)),
    CHATTY_AND_UNREAD(page -> {
        Asked.CHAT.drainPermits();
        run(page, Script.CHATTER);
        assertThat(Asked.forIt(Asked.CHAT, 50)).isTrue();
    }),
    CLOSED_BY_ITS_TEST(page -> {
        page.close();
        assertThatExceptionOfType(PlaywrightException.class).isThrownBy(page::title);
        assertThat(page.context().newPage().title()).isEmpty();
    }),
    CLOSED_TWICE_BY_ITS_TEST(page -> {
        page.close();
        page.close();
        assertThat(page.isClosed()).isTrue();
    });

    @SuppressWarnings("ImmutableEnumChecker") // A function without state.
    private final Consumer<Page> cause;

    PageFault(Consumer<Page> cause) {
        this.cause = cause;
    }

    void happenOn(Page page) {
        cause.accept(page);
    }

    private static void run(Page page, String script) {
        page.evaluate("() => { setTimeout(() => { " + script + " }, 0); }");
    }

    /** Runs a script and waits until the page said so often that it does. */
    private static void said(Page page, int times, String script) {
        List<String> heard = new ArrayList<>();
        page.onConsoleMessage(message -> heard.add(message.text()));
        run(page, "console.log('begins'); " + script);
        page.waitForCondition(() -> heard.size() >= times);
    }

    private static void dialogOpens(Page page, String script) {
        List<String> open = new ArrayList<>();
        page.onDialog(dialog -> open.add(dialog.type()));
        run(page, script);
        page.waitForCondition(() -> !open.isEmpty());
    }

    /** Scripts are here, for constants of an enum cannot use fields of it. */
    private static final class Script {
        /**
         * A hundred frames a second, each with a dozen events. With five in place of each, a machine of two processors that did
         * something else besides had a browser that took no command for minutes, not even the one to close this tab.
         */
        static final String CHATTER =
                """
                setInterval(() => {
                  console.log('chatter');
                  document.querySelectorAll('iframe').forEach(frame => frame.remove());
                  const frame = document.createElement('iframe');
                  frame.src = '/chat';
                  document.body.append(frame);
                }, 10);""";
    }

    /** What the site was asked for by pages that nobody listens to. */
    private static final class Asked {
        static final Semaphore CHAT = new Semaphore(0);
        static final Semaphore UNANSWERED = new Semaphore(0);

        static boolean forIt(Semaphore what, int times) {
            try {
                return what.tryAcquire(times, 30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /** Adds what the faults ask the site for. */
    static LoginSite on(LoginSite site) {
        return site.handle("/chat", exchange -> {
                    Asked.CHAT.release();
                    LoginSite.html(exchange, 200, "<p>chat</p>");
                })
                .handle("/silent", PageFault::never)
                .handle("/unanswered", exchange -> {
                    Asked.UNANSWERED.release();
                    never(exchange);
                })
                .handle("/endless", PageFault::endless);
    }

    private static boolean pause(long millis) {
        try {
            return new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void never(HttpExchange exchange) {
        pause(TimeUnit.MINUTES.toMillis(5));
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/octet-stream");
        exchange.getResponseHeaders().add("Content-Disposition", "attachment; filename=endless.bin");
        exchange.sendResponseHeaders(200, 0);
        do {
            exchange.getResponseBody().write("x".repeat(1024).getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
        } while (!pause(20));
    }
}
