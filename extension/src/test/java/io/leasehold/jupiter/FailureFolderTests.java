package io.leasehold.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a failed test leaves behind. Requirement: C7 in part, D3, L13. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FailureFolderTests {

    private static final String FORM =
            """
            <title>Broken form</title><body style="margin:0"><input type=password id=secret value="visible text"
              style="position:absolute;left:40px;top:60px;width:300px;height:80px;border:0;font-size:40px">
            <script>console.error('the page complains'); fetch('/gone'); fetch('/cut').catch(() => 0)</script>""";

    private final LoginSite site = LoginSite.start().page("/form", FORM);
    private SuiteRun.Outcome outcome;

    @BeforeAll
    void runAll(@TempDir Path folder) {
        site.handle("/cut", exchange -> exchange.close());
        outcome = SuiteRun.of(
                        folder, FailingTestCase.class, BeforeTestCase.class, AfterTestCase.class, CalmTestCase.class)
                .profilesAt(site, "admin")
                .run();
    }

    @AfterAll
    void stop() {
        site.close();
    }

    static final class FailingTestCase {
        @Test
        void fails(@LeasedPage(profile = "admin") Page page) {
            List<String> ended = new ArrayList<>();
            page.onRequestFailed(request -> ended.add(request.url()));
            page.onRequestFinished(request -> ended.add(request.url()));
            page.navigate("/form");
            page.waitForCondition(() -> ended.stream().anyMatch(url -> url.endsWith("/gone"))
                    && ended.stream().anyMatch(url -> url.endsWith("/cut")));
            throw new AssertionError("the total is wrong");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a/b", "a b"})
        void parameterized(String value, @LeasedPage(profile = "admin") Page page) {
            throw new AssertionError(value);
        }

        @RepeatedTest(2)
        void repeated(@LeasedPage(profile = "admin") Page page) {
            throw new AssertionError("again");
        }

        @Test
        void two(@LeasedPage(profile = "admin") Page one, @LeasedPage(profile = "admin") Page other) {
            throw new AssertionError("two");
        }

        @TestFactory
        Stream<DynamicTest> dynamic(@LeasedPage(profile = "admin") Page page) {
            return Stream.of(DynamicTest.dynamicTest("dynamic one", () -> {
                throw new AssertionError("dynamic");
            }));
        }
    }

    static final class BeforeTestCase {
        @BeforeEach
        void before(@LeasedPage(profile = "admin", startAt = "/form") Page page) {
            throw new IllegalStateException("before each");
        }

        @Test
        void beforeFails() {}
    }

    static final class AfterTestCase {
        @Test
        void afterFails(@LeasedPage(profile = "admin", startAt = "/form") Page page) {}

        @AfterEach
        void after() {
            throw new IllegalStateException("after each");
        }
    }

    static final class CalmTestCase {
        @Test
        void passes(@LeasedPage(profile = "admin") Page page) {}

        @Test
        void aborts(@LeasedPage(profile = "admin") Page page) {
            Assumptions.abort("not here");
        }
    }

    private List<Path> folders(String test) throws IOException {
        try (Stream<Path> all = Files.walk(outcome.evidence())) {
            return all.filter(path -> path.getFileName().toString().contains("__" + test))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    private JsonNode record(String test) throws IOException {
        assertThat(folders(test)).hasSize(1);
        return new ObjectMapper()
                .readTree(folders(test).get(0).resolve("failure.json").toFile());
    }

    @Test
    void theRecordTellsWhereThePageWasAndWhatItSaid() throws IOException {
        JsonNode record = record("fails");

        assertThat(record.path("test").asText()).isEqualTo("FailingTestCase.fails");
        assertThat(record.path("profile").asText()).isEqualTo("admin");
        assertThat(record.path("url").asText()).isEqualTo(site.baseUrl() + "/form");
        assertThat(record.path("title").asText()).isEqualTo("Login site");
        assertThat(record.path("exception").asText()).isEqualTo("java.lang.AssertionError");
        assertThat(record.path("message").asText()).isEqualTo("the total is wrong");
        assertThat(record.path("console").findValuesAsText("text")).contains("the page complains");
    }

    @Test
    void theRecordListsRequestsThatFailedOrWereRefused() throws IOException {
        JsonNode requests = record("fails").path("requests");

        assertThat(requests).anySatisfy(one -> {
            assertThat(one.path("url").asText()).isEqualTo(site.baseUrl() + "/gone");
            assertThat(one.path("status").asInt()).isEqualTo(404);
        });
        assertThat(requests).anySatisfy(one -> {
            assertThat(one.path("url").asText()).isEqualTo(site.baseUrl() + "/cut");
            assertThat(one.path("status").asInt()).isZero();
            assertThat(one.path("reason").asText()).contains("net::ERR_");
        });
    }

    @Test
    void thePasswordFieldIsCoveredOnTheScreenshot() throws IOException {
        BufferedImage image =
                ImageIO.read(folders("fails").get(0).resolve("failure.png").toFile());

        // Playwright covers with magenta, #FF00FF.
        for (int x = 45; x < 335; x += 10) {
            for (int y = 65; y < 135; y += 10) {
                assertThat(image.getRGB(x, y) & 0xFFFFFF).as("at %d,%d", x, y).isEqualTo(0xFF00FF);
            }
        }
        assertThat(image.getRGB(500, 300) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }

    @Test
    void everyInvocationAndEveryLeaseHasAFolderOfItsOwn() throws IOException {
        assertThat(folders("parameterized")).hasSize(2).doesNotHaveDuplicates();
        assertThat(folders("repeated")).hasSize(2).doesNotHaveDuplicates();
        assertThat(folders("two")).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void failuresAroundTheTestLeaveEvidenceToo() throws IOException {
        assertThat(record("beforeFails").path("message").asText()).isEqualTo("before each");
        assertThat(record("beforeFails").path("url").asText()).isEqualTo(site.baseUrl() + "/form");
        assertThat(record("afterFails").path("message").asText()).isEqualTo("after each");
        assertThat(record("afterFails").path("url").asText()).isEqualTo(site.baseUrl() + "/form");
    }

    @Test
    void aDynamicTestsFailureLeavesEvidence() throws IOException {
        assertThat(record("dynamic").path("message").asText()).isEqualTo("dynamic");
    }

    @Test
    void testsThatPassOrAbortLeaveNone() throws IOException {
        assertThat(folders("passes")).isEmpty();
        assertThat(folders("aborts")).isEmpty();
    }

    @Test
    void theFolderIsPublishedToReports() throws IOException {
        List<String> published = outcome.entries().stream()
                .map(entry -> entry.getKeyValuePairs().get("leasehold.evidence"))
                .toList();

        assertThat(published)
                .contains(folders("fails").get(0).toString())
                .containsAll(folders("two").stream().map(Path::toString).toList());
    }

    @Test
    void aPrivateCopyIsAmongTheFilesOfJUnitsReports() throws IOException {
        Path folder = folders("fails").get(0);
        String lease = record("fails").path("lease").asText();
        Path copy = outcome.published().stream()
                .filter(path -> String.valueOf(path.getFileName()).startsWith("leasehold-" + lease))
                .findFirst()
                .orElseThrow();

        assertThat(copy.toString())
                .startsWith(outcome.evidence().resolveSibling("reports").toString());
        assertThat(outcome.published()).hasSizeGreaterThanOrEqualTo(10).doesNotHaveDuplicates();
        for (String file : List.of("failure.json", "failure.png")) {
            assertThat(copy.resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.resolve(file))))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rwx------");
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        try (Stream<Path> all = Files.walk(outcome.evidence())) {
            assertThat(all).hasSizeGreaterThan(10).allSatisfy(path -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .as(path.toString())
                    .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }
}
