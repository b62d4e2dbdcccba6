package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.Waiting;
import io.leasehold.profile.fixture.LocalBrowser;
import io.leasehold.suite.LogRecords;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is heard of a tab's requests. Requirement: D1. */
@Tag("browser")
final class TrafficTests {

    private static final String LOAD_IMAGE =
            "url => new Promise(done => { const image = new Image(); image.onload = image.onerror = done; image.src = url })";

    private final List<Traffic.Answer> heard = new ArrayList<>();
    private final List<String> places = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final LoginSite site = LoginSite.start();
    private final LocalBrowser browser = LocalBrowser.launch();
    private final Page page = browser.newPage();

    private final Traffic.Listener listener = new Traffic.Listener() {
        @Override
        public void answered(Traffic.Answer answer) {
            heard.add(answer);
        }

        @Override
        public void navigated(String url) {
            places.add(path(url));
        }
    };

    @BeforeEach
    void open() {
        for (String path : List.of("/start", "/other", "/frame", "/image")) {
            site.handle(path, exchange -> LoginSite.html(exchange, 200, "here"));
        }
        site.handle("/refused", exchange -> LoginSite.html(exchange, 400, "no"));
        site.handle("/dropped", exchange -> exchange.getRequestBody().close());
        page.navigate(site.baseUrl() + "/start");
    }

    @AfterEach
    void close() {
        browser.close();
        site.close();
    }

    private void follow(Traffic.Listener... listeners) {
        new Traffic(over::get, Clock.systemUTC(), List.of(listeners)).follow(page);
    }

    private String path(String url) {
        return url.replace(site.baseUrl(), "");
    }

    private List<String> answers() {
        return heard.stream()
                .map(one -> one.type() + " " + path(one.url()) + " " + one.status())
                .toList();
    }

    @Test
    void aRequestThatFailedIsHeardWithItsReason() {
        follow(listener);

        page.evaluate("url => fetch(url).catch(() => 0)", "/dropped");
        page.waitForCondition(() -> !heard.isEmpty());

        assertThat(answers()).containsExactly("fetch /dropped 0");
        assertThat(heard.get(0).reason()).startsWith("net::ERR_");
    }

    @Test
    void anAnswerTellsHowLongItTook() {
        Duration atLeast = Duration.ofMillis(40);
        site.handle("/slow", exchange -> {
            long began = System.nanoTime();
            Waiting.until(Duration.ofSeconds(30), () -> System.nanoTime() - began > atLeast.toNanos());
            LoginSite.html(exchange, 200, "here");
        });
        follow(listener);

        page.waitForResponse("**/slow", () -> page.evaluate("() => void fetch('/slow')"));

        assertThat(heard).singleElement().satisfies(one -> {
            assertThat(one.millis()).isGreaterThanOrEqualTo(atLeast.toMillis());
            assertThat(one.at()).isBeforeOrEqualTo(Instant.now().plusMillis(1));
        });
    }

    @Test
    void anImageIsHeardWhenItWasRefusedOnly() {
        follow(listener);

        page.waitForResponse("**/image", () -> page.evaluate(LOAD_IMAGE, "/image"));
        page.waitForResponse("**/refused", () -> page.evaluate(LOAD_IMAGE, "/refused"));

        assertThat(answers()).containsExactly("image /refused 400");
        assertThat(heard.get(0).reason()).isEmpty();
    }

    @Test
    void whatAPopupAsksForIsHeard() {
        follow(listener);

        Page popup = page.waitForPopup(() -> page.evaluate("() => void window.open('/start')"));
        popup.waitForLoadState();
        popup.waitForResponse("**/other", () -> popup.evaluate("() => void fetch('/other')"));

        assertThat(answers()).contains("fetch /other 200");
    }

    @Test
    void theMainFrameNavigatesAndAFrameInItDoesNot() {
        follow(listener);

        page.waitForResponse("**/frame", () -> page.setContent("<iframe src='" + site.baseUrl() + "/frame'></iframe>"));
        page.navigate(site.baseUrl() + "/other");

        assertThat(places).containsExactly("/other");
    }

    @Test
    void nothingIsHeardOnceTheLeaseIsOver() {
        follow(listener);
        over.set(true);

        page.navigate(site.baseUrl() + "/other");

        assertThat(answers()).isEmpty();
        assertThat(places).isEmpty();
    }

    @Test
    void aListenerThatFailsReachesNeitherTheTestNorALogWithAnAddress() {
        Logger logger = Logger.getLogger("io.leasehold");
        Level before = logger.getLevel();
        logger.setLevel(Level.FINE);
        try (LogRecords logs = LogRecords.open()) {
            follow(new Traffic.Listener() {
                @Override
                public void answered(Traffic.Answer answer) {
                    throw new IllegalStateException(answer.url());
                }
            });

            page.navigate(site.baseUrl() + "/other?token=in-the-query");

            assertThat(logs.texts())
                    .contains("Traffic of a page was not read: java.lang.IllegalStateException")
                    .noneMatch(text -> text.contains("in-the-query"));
        } finally {
            logger.setLevel(before);
        }
    }

    @Test
    void anAnswerCameSoLongAfterItsRequestAndShowsNoAddress() {
        Traffic.Answer answer = new Traffic.Answer(
                "GET",
                "https://shop.example/?token=secret",
                "https://shop.example/old",
                "document",
                302,
                Instant.EPOCH,
                250,
                "net::ERR_SECRET");

        assertThat(answer.at()).isEqualTo(Instant.ofEpochMilli(250));
        assertThat(answer).hasToString("GET document 302");
    }
}
