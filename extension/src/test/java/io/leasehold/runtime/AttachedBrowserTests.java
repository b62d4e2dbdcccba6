package io.leasehold.runtime;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.Waiting;
import io.leasehold.registry.ProfileState;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A browser that somebody else manages is used as it is, and left as it was.
 *
 * <p>Requirement: P8, P14, C3, C5, C6, D3.
 */
@Tag("browser")
final class AttachedBrowserTests {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final LoginSite site = LoginSite.start();

    @TempDir
    private Path folder;

    private ManagedBrowser managed;

    @BeforeEach
    void start() {
        site.handle("/persons", exchange -> LoginSite.html(exchange, 200, "<h1>A person's tab</h1>"));
        managed = ManagedBrowser.start(folder.resolve("managed"));
        managed.openTab(site.baseUrl() + "/persons");
    }

    @AfterEach
    void stop() {
        managed.close();
        site.close();
    }

    private String browser() {
        return "\"browser\": {\"cdpEndpoint\": \"" + managed.http() + "\"},";
    }

    private boolean onlyTheirTabsAreOpen() {
        return managed.tabs().stream().sorted().toList().equals(List.of("about:blank", site.baseUrl() + "/persons"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "public"})
    void testsShareItsContextAndItsOtherTabsStay(String worker) throws Exception {
        Scene scene = Scene.start(folder, site, worker, browser());
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (scene) {
            Scene.Lease first = scene.lease();
            Future<Scene.Lease> second = other.submit(scene::lease);
            Scene.Lease sibling = second.get(60, TimeUnit.SECONDS);
            assertThat(first.page().locator("#account")).hasText("shop");
            other.submit(() -> assertThat(sibling.page().locator("#account")).hasText("shop"))
                    .get(30, TimeUnit.SECONDS);
            assertThat(first.page().context().pages())
                    .as("a person's tab is nobody's lease")
                    .hasSizeLessThanOrEqualTo(worker.equals("direct") ? 1 : 5);
            assertThat(managed.tabs()).as("theirs, the keeper's and two leases").hasSize(5);
            first.close();
            other.submit(sibling::close).get(30, TimeUnit.SECONDS);
        } finally {
            other.shutdownNow();
        }

        assertThat(Waiting.until(LIMIT, this::onlyTheirTabsAreOpen))
                .as("only our tabs are closed; open: %s", managed.tabs())
                .isTrue();
        assertThat(managed.isAlive()).isTrue();
        assertThat(scene.status().state()).isEqualTo(ProfileState.AVAILABLE);
        assertThat(site.logins()).isEqualTo(1);
    }

    @Test
    void aTabThatAPersonOpensMeanwhileIsNotClosed() {
        try (Scene scene = Scene.start(folder, site, browser())) {
            scene.lease().close();
            managed.openTab(site.baseUrl() + "/persons?later");
            // The host looks for stray tabs twice a second.
            assertThat(Waiting.until(Duration.ofSeconds(4), () -> managed.tabs().size() < 4))
                    .as("closed although it is a person's")
                    .isFalse();
        }
        assertThat(managed.tabs()).contains(site.baseUrl() + "/persons?later").hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "public"})
    void aPageThatIsStillLeasedAtTheEndIsClosedWithTheRunAndWhatItOpened(String worker) {
        Scene scene = Scene.start(folder, site, worker, browser());
        try (scene) {
            Page page = scene.lease().page();
            assertThat(page.locator("#account")).hasText("shop");
            Page opened = page.waitForPopup(() -> page.evaluate("() => { window.open('/?opened'); }"));
            opened.waitForPopup(() -> opened.evaluate("() => { window.open('/?opened-by-that'); }"));
            assertThat(managed.tabs()).as("theirs, the keeper's and three").hasSize(6);
        }
        assertThat(Waiting.until(LIMIT, this::onlyTheirTabsAreOpen))
                .as("open: %s", managed.tabs())
                .isTrue();
    }

    @Test
    void theNextRunFindsTheLoginInIt() {
        try (Scene scene = Scene.start(folder, site, browser())) {
            scene.lease().close();
        }
        Scene next = Scene.start(folder, site, "\"browser\": {\"cdpEndpoint\": \"${property:managed.endpoint}\"},");
        System.setProperty("managed.endpoint", managed.webSocket());
        try (next) {
            next.lease().close();
        }
        assertThat(site.logins()).isEqualTo(1);
        assertThat(next.status().state()).isEqualTo(ProfileState.AVAILABLE);
    }

    @Test
    void anAddressWhereNobodyListensIsAMissingContextAndNoOtherBrowserIsOpened() throws IOException {
        String token = "token-" + Long.toHexString(System.nanoTime());
        try (ServerSocket closedSoon = new ServerSocket(0)) {
            System.setProperty("managed.endpoint", "http://127.0.0.1:" + closedSoon.getLocalPort() + "/?key=" + token);
        }
        Scene scene = Scene.start(folder, site, "\"browser\": {\"cdpEndpoint\": \"${property:managed.endpoint}\"},");
        CheckoutDeniedException denial;
        try (scene) {
            denial = scene.denial();
        }
        assertThat(denial.reason()).isEqualTo(Reason.MISSING_BROWSER_CONTEXT);
        assertThat(denial)
                .hasMessage("No page of profile 'shop' is handed out: the browser that its cdpEndpoint names cannot be"
                        + " attached to: nobody listens there. Start it with --remote-debugging-port, or correct"
                        + " cdpEndpoint. No other browser was opened in its stead. [profile=shop"
                        + " reason=missing_browser_context action=stop]")
                .hasNoCause();
        assertThat(scene.status().state()).isEqualTo(ProfileState.AVAILABLE);
        assertThat(site.logins()).isZero();
    }

    @Test
    void itsDeathIsNoticedAndTheAccountIsLeftForAPerson() {
        Scene scene = Scene.start(folder, site, browser());
        try (scene) {
            try (Scene.Lease lease = scene.lease()) {
                managed.close();
                assertThat(Waiting.until(LIMIT, () -> lease.hold().explanation().isPresent()))
                        .isTrue();
                assertThat(lease.hold().explanation().orElseThrow())
                        .contains("The shared context of profile 'shop' ended at ");
            }
            CheckoutDeniedException denial = scene.denial();
            assertThat(denial.reason()).isEqualTo(Reason.MISSING_BROWSER_CONTEXT);
        }
        assertThat(scene.status().state()).isEqualTo(ProfileState.REVIEW_REQUIRED);
        assertThat(scene.status().reason())
                .contains("The connection to the browser that it is attached to ended before its tabs were closed.");
    }

    @Test
    void aTimeZoneAndALanguageThatItDoesNotHaveAreFoundAndNotRepaired() {
        Scene scene = Scene.start(
                folder,
                site,
                browser() + "\"environment\": {\"timezone\": \"Pacific/Chatham\", \"language\": \"cy\"},");
        CheckoutDeniedException denial;
        try (scene) {
            denial = scene.denial();
        }
        assertThat(denial.reason()).isEqualTo(Reason.ENVIRONMENT_MISMATCH);
        assertThat(denial.getMessage())
                .contains("where 'Pacific/Chatham' is expected")
                .contains("where 'cy' is expected")
                .contains("nothing was changed");
        assertThat(scene.status().state()).isEqualTo(ProfileState.QUARANTINED);
        assertThat(Waiting.until(LIMIT, this::onlyTheirTabsAreOpen)).isTrue();
    }

    @Test
    void theTimeZoneThatItHasIsAccepted() {
        Scene scene = Scene.start(
                folder,
                site,
                browser() + "\"environment\": {\"timezone\": \""
                        + java.time.ZoneId.systemDefault().getId() + "\", \"language\": \"en\"},");
        try (scene) {
            assertThat(scene.lease().page().locator("#account")).hasText("shop");
        }
        assertThat(scene.status().state()).isEqualTo(ProfileState.AVAILABLE);
    }
}
