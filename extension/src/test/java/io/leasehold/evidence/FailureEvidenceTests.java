package io.leasehold.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import io.leasehold.profile.Secret;
import io.leasehold.profile.fixture.LocalBrowser;
import io.leasehold.profile.fixture.LocalSite;
import io.leasehold.profile.fixture.LocalSite.Answer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requirements: C7, D3. */
@Tag("browser")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(60)
class FailureEvidenceTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
    private static final int MASK_COLOUR = 0xFFFF00FF;
    private static final String BUSY =
            """
            <title>Cart of hunter22</title>
            <body style="background:white"><input type=password value=hunter22><p id=extra>x</p>
            <script>
              console.log('logged hunter22'); console.error('token=abc123456');
              setTimeout(() => { throw new Error('thrown hunter22') }, 0);
              fetch('/missing?key=hunter22', {method: 'POST'}).then(() => fetch('http://127.0.0.1:9/x?key=v'))
                .catch(() => document.body.dataset.done = 'yes');
            </script>""";

    private final LocalBrowser browser = LocalBrowser.launch();
    private final LocalSite site;
    private final Redactor redactor = new Redactor();
    private Page page = browser.newPage();
    private ConsoleLog log = new ConsoleLog(redactor, CLOCK, 50);

    @TempDir
    private Path folder = Path.of("");

    FailureEvidenceTests() throws IOException {
        site = new LocalSite();
        redactor.add(Secret.of("hunter22"));
    }

    @BeforeEach
    void openPage() {
        page = browser.newPage();
        log = new ConsoleLog(redactor, CLOCK, 50);
        log.attach(page);
    }

    @AfterEach
    void closePage() {
        page.context().close();
    }

    @AfterAll
    void close() {
        site.close();
        browser.close();
    }

    @Test
    void writesScreenshotAndRecordWithoutSecrets() throws IOException {
        openBusyPage();

        EvidenceResult result = capture(CaptureSettings.usual());

        assertThat(result.problems()).isEmpty();
        assertThat(result.files())
                .containsExactly(folder.resolve("failure.png"), folder.resolve("failure.json"))
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
        String text = Files.readString(folder.resolve("failure.json"));
        assertThat(text).doesNotContain("hunter22", "abc123456");
        JsonNode json = new ObjectMapper().readTree(text);
        assertThat(json.path("test").asText()).isEqualTo("CartTests.pays()");
        assertThat(json.path("lease").asText()).isEqualTo("l-1");
        assertThat(json.path("profile").asText()).isEqualTo("buyer");
        assertThat(json.path("time").asText()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(json.path("url").asText()).isEqualTo(site.url() + "/busy?q=…");
        assertThat(json.path("title").asText()).isEqualTo("Cart of ***");
        assertThat(json.path("exception").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(json.path("message").asText()).isEqualTo("expected ***");
    }

    @Test
    void recordsConsoleMessagesErrorsAndFailedRequests() {
        openBusyPage();

        assertThat(log.messages())
                .extracting(ConsoleEntry::type, ConsoleEntry::text)
                .contains(tuple("log", "logged ***"))
                .contains(tuple("error", "token=***"));
        assertThat(log.messages()).anySatisfy(entry -> assertThat(entry.type() + " " + entry.text())
                .contains("pageerror", "thrown ***"));
        assertThat(log.requests())
                .extracting(FailedRequest::method, FailedRequest::url, FailedRequest::status)
                .contains(tuple("POST", site.url() + "/missing?key=…", 404))
                .contains(tuple("GET", "http://127.0.0.1:9/x?key=…", 0));
    }

    @Test
    void coversSecretFieldsOnTheScreenshot() throws IOException {
        openBusyPage();
        capture(new CaptureSettings(Duration.ofSeconds(5), List.of("#extra")));

        var box = page.locator("input").boundingBox();
        var extra = page.locator("#extra").boundingBox();
        BufferedImage image = ImageIO.read(folder.resolve("failure.png").toFile());

        assertThat(image.getRGB((int) (box.x + box.width / 2), (int) (box.y + box.height / 2)))
                .isEqualTo(MASK_COLOUR);
        assertThat(image.getRGB((int) extra.x + 3, (int) extra.y + 3)).isEqualTo(MASK_COLOUR);
        assertThat(image.getRGB(image.getWidth() - 5, image.getHeight() - 5)).isNotEqualTo(MASK_COLOUR);
    }

    @Test
    void coversSecretFieldsInFrames() throws IOException {
        site.page("/inner", "<body style='margin:0'><input type=password style='width:200px;height:80px'>");
        site.page("/outer", "<body style='margin:0'><iframe src=/inner style='border:0'></iframe>");
        page.navigate(site.url() + "/outer");
        capture(CaptureSettings.usual());

        assertThat(ImageIO.read(folder.resolve("failure.png").toFile()).getRGB(50, 40))
                .isEqualTo(MASK_COLOUR);
    }

    @Test
    void writesTheRecordOfAPageThatIsClosed() throws IOException {
        openBusyPage();
        page.close();

        EvidenceResult result = capture(CaptureSettings.usual());

        assertThat(result.files()).containsExactly(folder.resolve("failure.json"));
        assertThat(result.problems()).singleElement().asString().startsWith("No evidence of the screenshot:");
        assertThat(Files.readString(folder.resolve("failure.json"))).contains("No evidence of the screenshot");
    }

    @Test
    void writesTheRecordOfAPageThatHangs() {
        site.page("/hang", "<title>Hang</title><script>setTimeout(() => { for (;;); }, 50)</script>");
        page.navigate(site.url() + "/hang");
        page.waitForTimeout(300);

        EvidenceResult result = capture(new CaptureSettings(Duration.ofMillis(800), List.of()));

        assertThat(result.files()).containsExactly(folder.resolve("failure.json"));
        assertThat(result.problems()).singleElement().asString().contains("the screenshot: TimeoutError");
    }

    @Test
    void reportsAFolderThatIsGoneInsteadOfThrowing() {
        openBusyPage();
        FailureEvidence evidence = new FailureEvidence(redactor, CLOCK, CaptureSettings.usual());

        EvidenceResult result = evidence.capture(page, folder.resolve("gone"), context(), log);

        assertThat(result.files()).isEmpty();
        assertThat(result.problems()).hasSize(2);
    }

    @Test
    void keepsTheNewestMessagesOnly() {
        ConsoleLog small = new ConsoleLog(redactor, CLOCK, 3);
        small.attach(page);
        page.evaluate("() => { for (let i = 0; i < 10; i++) console.log('message ' + i); }");
        page.waitForCondition(() -> small.dropped() == 7);
        small.detach(page);
        page.evaluate("() => console.log('unheard')");

        assertThat(small.messages())
                .extracting(ConsoleEntry::text)
                .containsExactlyElementsOf(
                        IntStream.of(7, 8, 9).mapToObj(i -> "message " + i).toList());
    }

    private void openBusyPage() {
        site.page("/busy", BUSY).page("/missing", any -> new Answer(404, "no", "", ""));
        page.navigate(site.url() + "/busy?q=hunter22");
        page.waitForSelector("body[data-done=yes]");
    }

    private EvidenceResult capture(CaptureSettings settings) {
        return new FailureEvidence(redactor, CLOCK, settings).capture(page, folder, context(), log);
    }

    private static FailureContext context() {
        return new FailureContext(
                "CartTests.pays()",
                new LeaseId("l-1"),
                new ProfileId("buyer"),
                Optional.of(new IllegalStateException("expected hunter22")));
    }
}
