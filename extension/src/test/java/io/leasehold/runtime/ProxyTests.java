package io.leasehold.runtime;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.fixture.LoginSite;
import io.leasehold.profile.EnvironmentFact;
import io.leasehold.profile.EnvironmentProbe;
import io.leasehold.profile.Profile;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.ProfileState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The proxy that a profile names, with real proxies: where the site sees the browser is measured through the browser.
 *
 * <p>Requirement: P1, P2, P8, C3, C5, C6, D3.
 */
@Tag("browser")
final class ProxyTests {

    private final LoginSite site = LoginSite.start();

    @TempDir
    private Path folder;

    @BeforeEach
    void tellTheRegion() {
        site.handle("/where", exchange -> {
            String region = Objects.requireNonNullElse(
                    exchange.getRequestHeaders().getFirst(ForwardProxy.REGION), "no proxy at all");
            byte[] answer = ("{\"network\": {\"region\": \"" + region + "\"}}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        });
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static String through(ForwardProxy proxy, String more) {
        return "\"browser\": {\"proxy\": {\"server\": \"" + proxy.address() + "\"" + more + "}},";
    }

    private static String expecting(String region) {
        return "\"environment\": {\"proxyId\": \"proxy-7\", \"proxyRegion\": \"" + region
                + "\", \"regionUrl\": \"/where\", \"regionField\": \"network.region\"},";
    }

    @Test
    void theRightProxyIsApprovedAndStandsInTheLease() {
        try (ForwardProxy proxy = ForwardProxy.of("EU-Central")) {
            Scene scene = Scene.start(folder, site, through(proxy, "") + expecting("eu-central"));
            try (scene) {
                assertThat(scene.lease().page().locator("#account")).hasText("shop");
                assertThat(scene.status().lease().map(LeaseRecord::proxy)).contains("proxy-7");
            }
            assertThat(proxy.requests()).contains("GET " + site.baseUrl() + "/where");
            assertThat(scene.status().state()).isEqualTo(ProfileState.AVAILABLE);
            assertThat(scene.status().profile().proxy()).isEqualTo("proxy-7");
        }
    }

    @Test
    void aProxyInAnotherRegionIsFoundAndTheProfileQuarantined() {
        try (ForwardProxy proxy = ForwardProxy.of("us-east")) {
            Scene scene = Scene.start(folder, site, through(proxy, "") + expecting("eu-central"));
            try (scene) {
                CheckoutDeniedException denial = scene.denial();
                assertThat(denial.reason()).isEqualTo(Reason.PROXY_MISMATCH);
                assertThat(denial)
                        .hasMessage("No page of profile 'shop' is handed out: its surroundings are not what the profile"
                                + " says, and nothing was changed to make them so: the region is 'us-east' where"
                                + " 'eu-central' is expected. Look at the proxy that its browser uses, or correct the"
                                + " environment in the profile. [profile=shop reason=proxy_mismatch"
                                + " action=quarantine]");
                assertThat(scene.denial()).as("nobody tries again").isSameAs(denial);
            }
            assertThat(scene.status().state()).isEqualTo(ProfileState.QUARANTINED);
            assertThat(scene.status().reason()).contains("proxy_mismatch");
        }
    }

    @Test
    void aBrowserWithoutTheProxyIsFound() {
        Scene scene = Scene.start(folder, site, expecting("eu-central"));
        try (scene) {
            assertThat(scene.denial().getMessage()).contains("the region is 'no proxy at all' where 'eu-central'");
        }
        assertThat(scene.status().state()).isEqualTo(ProfileState.QUARANTINED);
    }

    @Test
    void aRegionThatNobodyTellsLetsNobodyInAndBlamesNobody() {
        site.handle("/where", exchange -> LoginSite.html(exchange, 503, "busy"));
        Scene scene = Scene.start(folder, site, expecting("eu-central"));
        try (scene) {
            CheckoutDeniedException denial = scene.denial();
            assertThat(denial.reason()).isEqualTo(Reason.CHECKOUT_ERROR);
            assertThat(denial.getMessage()).contains("regionUrl answered with status 503");
        }
        assertThat(scene.status().state()).isEqualTo(ProfileState.AVAILABLE);
    }

    @Test
    void aProxyWithAPasswordIsUsedAndItsPasswordIsNowhere() throws IOException {
        String password = "pw" + UUID.randomUUID();
        System.setProperty("proxy.password", password);
        try (ForwardProxy proxy = ForwardProxy.of("eu", "tester:" + password)) {
            Scene scene = Scene.start(
                    folder,
                    site,
                    through(proxy, ", \"username\": \"tester\", \"password\": \"${property:proxy.password}\"")
                            + expecting("us"));
            try (scene) {
                CheckoutDeniedException denial = scene.denial();
                assertThat(denial.getMessage()).contains("the region is 'eu'").doesNotContain(password);
                assertThat(commandLines()).isNotEmpty().noneMatch(line -> line.contains(password));
            }
            assertThat(filesHolding(password)).isEmpty();
            assertThat(filesHolding("proxy_mismatch"))
                    .as("the search sees what is there")
                    .isNotEmpty();
        }
    }

    private static List<String> commandLines() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private List<Path> filesHolding(String text) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> {
                        try {
                            return Files.readString(file, StandardCharsets.ISO_8859_1)
                                    .contains(text);
                        } catch (IOException e) {
                            return false;
                        }
                    })
                    .toList();
        }
    }

    /** Asks the site in the page, as a user would who has a page of his own for it. */
    static final class WhereProbe implements EnvironmentProbe {
        @Override
        public Optional<String> proxyRegion(Page page, Profile profile) {
            Object region = page.evaluate("() => fetch('/where').then(r => r.json()).then(all => all.network.region)");
            return Optional.of(String.valueOf(region));
        }

        @Override
        public List<EnvironmentFact> facts(Page page, Profile profile) {
            return List.of(new EnvironmentFact(
                    "pixel ratio", System.getProperty("expected.ratio", "1"), "" + page.evaluate("devicePixelRatio")));
        }
    }

    /** Cannot tell. */
    static final class SilentProbe implements EnvironmentProbe {}

    private static String asking(Class<? extends EnvironmentProbe> probe) {
        return "\"environment\": {\"proxyRegion\": \"eu\", \"probe\": \"" + probe.getName() + "\"},";
    }

    @Test
    void aUsersProbeIsAskedAndItsAnswersAreCompared() {
        try (ForwardProxy proxy = ForwardProxy.of("eu")) {
            Scene fine = Scene.start(folder, site, through(proxy, "") + asking(WhereProbe.class));
            try (fine) {
                assertThat(fine.lease().page().locator("#account")).hasText("shop");
            }
            assertThat(fine.status().state()).isEqualTo(ProfileState.AVAILABLE);

            System.setProperty("expected.ratio", "3");
            Scene wrong = Scene.start(folder, site, through(proxy, "") + asking(WhereProbe.class));
            try (wrong) {
                CheckoutDeniedException denial = wrong.denial();
                assertThat(denial.reason()).isEqualTo(Reason.ENVIRONMENT_MISMATCH);
                assertThat(denial.getMessage()).contains("the pixel ratio is '1' where '3' is expected");
            } finally {
                System.clearProperty("expected.ratio");
            }
            assertThat(wrong.status().state()).isEqualTo(ProfileState.QUARANTINED);
        }
    }

    @Test
    void aProbeThatCannotTellLetsNobodyIn() {
        Scene scene = Scene.start(folder, site, asking(SilentProbe.class));
        try (scene) {
            CheckoutDeniedException denial = scene.denial();
            assertThat(denial.reason()).isEqualTo(Reason.CHECKOUT_ERROR);
            assertThat(denial.getMessage()).contains("the environment's probe did not tell it");
        }
        assertThat(scene.status().state()).isEqualTo(ProfileState.AVAILABLE);
    }

    @Test
    void timeZoneAndLanguageAreGivenToALaunchedBrowserAndFoundInThePage() {
        Scene scene = Scene.start(
                folder, site, "\"environment\": {\"timezone\": \"Asia/Kolkata\", \"language\": \"de-AT\"},");
        try (scene) {
            Page page = scene.lease().page();
            assertThat(String.valueOf(page.evaluate("new Date(0).getHours() + ':' + new Date(0).getMinutes()")))
                    .isEqualTo("5:30");
            assertThat(page.evaluate("navigator.language")).isEqualTo("de-AT");
        }
        assertThat(scene.status().state()).isEqualTo(ProfileState.AVAILABLE);
    }
}
