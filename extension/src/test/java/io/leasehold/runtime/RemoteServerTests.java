package io.leasehold.runtime;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.browser.BrowserLocator;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.Waiting;
import io.leasehold.registry.ProfileState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Playwright server starts the browser; the profile's context is made there and shared by its tests.
 *
 * <p>Requirement: P8, P14, C3, C5, D3.
 */
@Tag("browser")
final class RemoteServerTests {

    private final LoginSite site = LoginSite.start();
    private final String path = "/" + UUID.randomUUID();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        site.close();
    }

    private String browser(String endpoint, String more) {
        System.setProperty("remote.endpoint", endpoint);
        return "\"browser\": {\"wsEndpoint\": \"${property:remote.endpoint}\", \"executable\": \""
                + BrowserLocator.here().locate(true).executable() + "\"" + more + "},";
    }

    private static String environment() {
        return "\"environment\": {\"timezone\": \"Asia/Tokyo\", \"language\": \"sv\"},";
    }

    @Test
    void testsShareTheContextThatWasMadeThereWithTheProfilesOptions() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (PlaywrightServer server = PlaywrightServer.start(path)) {
            Scene scene = Scene.start(folder, site, browser(server.endpoint(), "") + environment());
            try (scene) {
                Scene.Lease first = scene.lease();
                Scene.Lease second = other.submit(scene::lease).get(90, TimeUnit.SECONDS);
                assertThat(first.page().locator("#account")).hasText("shop");
                String seen = other.submit(() -> {
                            Page page = second.page();
                            page.navigate("/");
                            return page.locator("#account").textContent() + " " + page.evaluate("navigator.language")
                                    + " " + page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone");
                        })
                        .get(60, TimeUnit.SECONDS);
                assertThat(seen).isEqualTo("shop sv Asia/Tokyo");
                assertThat(server.browsers()).as("it runs there").isPositive();
                other.submit(second::close).get(30, TimeUnit.SECONDS);
                first.close();
            }
            assertThat(site.logins()).isEqualTo(1);
            assertThat(scene.status().state()).isEqualTo(ProfileState.AVAILABLE);
            assertThat(Waiting.until(Duration.ofSeconds(15), () -> server.browsers() == 0))
                    .as("the server has ended its browser")
                    .isTrue();
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void aServerThatDiesIsNoticedAndTheNextTestIsDenied() {
        PlaywrightServer server = PlaywrightServer.start(path);
        Scene scene = Scene.start(folder, site, browser(server.endpoint(), ""));
        try (scene) {
            try (Scene.Lease lease = scene.lease()) {
                server.close();
                assertThat(Waiting.until(
                                Duration.ofSeconds(15),
                                () -> lease.hold().explanation().isPresent()))
                        .isTrue();
            }
            assertThat(scene.denial().reason()).isEqualTo(Reason.MISSING_BROWSER_CONTEXT);
        }
        assertThat(site.logins()).isEqualTo(1);
    }

    @Test
    void aWrongAddressIsAMissingContextAndTheAddressIsNotShown() {
        try (PlaywrightServer server = PlaywrightServer.start(path)) {
            String wrong = server.endpoint() + "-wrong";
            Scene scene = Scene.start(folder, site, browser(wrong, ""));
            CheckoutDeniedException denial;
            try (scene) {
                denial = scene.denial();
            }
            assertThat(denial.reason()).isEqualTo(Reason.MISSING_BROWSER_CONTEXT);
            assertThat(denial.getMessage())
                    .contains("the Playwright server that its wsEndpoint names cannot be used: ")
                    .contains("status 400")
                    .doesNotContain(path)
                    .doesNotContain("127.0.0.1");
            assertThat(denial).hasNoCause();
            assertThat(scene.status().state()).isEqualTo(ProfileState.AVAILABLE);
        }
    }

    @Test
    void aServerOfAnotherVersionIsNamedWithBothVersions() throws IOException {
        String answer =
                """
                | Playwright version mismatch: |
                |   - server version: v1.58    |
                |   - client version: v1.62    |
                """;
        try (ServerSocket old = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answer(old, answer), "old-playwright");
            answering.setDaemon(true);
            answering.start();
            try (Scene scene = Scene.start(folder, site, browser("ws://127.0.0.1:" + old.getLocalPort() + path, ""))) {
                assertThat(scene.denial().getMessage())
                        .contains("it is Playwright 1.58, and these tests use 1.62. Both have to be the same");
            }
        }
    }

    private static void answer(ServerSocket old, String text) {
        try {
            while (true) {
                try (Socket client = old.accept()) {
                    client.getInputStream().read(new byte[8192]);
                    client.getOutputStream()
                            .write(("HTTP/1.1 428 Precondition Required\r\nConnection: close\r\n\r\n" + text)
                                    .getBytes(StandardCharsets.UTF_8));
                    client.shutdownOutput();
                }
            }
        } catch (IOException e) {
            if (!old.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void anEncryptedAddressIsRefusedBeforeALoginCouldTravelUnencrypted() {
        try (Scene scene = Scene.start(folder, site, browser("wss://127.0.0.1:1" + path, ""))) {
            CheckoutDeniedException denial = scene.denial();
            assertThat(denial.reason()).isEqualTo(Reason.MISSING_BROWSER_CONTEXT);
            assertThat(denial.getMessage()).contains("its wsEndpoint is encrypted (wss)");
        }
    }
}
