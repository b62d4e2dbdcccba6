package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.junit.Options;
import com.microsoft.playwright.junit.OptionsFactory;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Videos of leased pages. Requirement: L1. */
@Tag("browser")
@Tag("direct")
final class VideoTests {

    @Test
    void isWholeAfterTheLease(@TempDir Path folder) throws IOException {
        assumeTrue(onLinuxX64(), "The build unpacks an ffmpeg for Linux on x86-64 only");
        FilmedTestCase.FOLDERS.add(folder.resolve("videos"));
        FilmedTestCase.FOLDERS.add(browsersWithFfmpeg(folder.resolve("browsers")));
        SuiteRun.Outcome outcome;
        try (LoginSite site = LoginSite.start()) {
            site.handle("/open", exchange -> LoginSite.html(exchange, 200, "<h1>open</h1>"));
            outcome = SuiteRun.of(folder, FilmedTestCase.class)
                    .profiles(
                            """
                            {"baseUrl": "%s", "entryUrl": "/open", "profiles": {"open": {"accountId": "open",
                             "options": "%s", "probe": {"url": "/open", "ready": "h1"}}}}"""
                                    .formatted(site.baseUrl(), FilmOptions.class.getName()))
                    .run();
        }
        assertThat(outcome.failures()).isEmpty();
        assertThat(FilmedTestCase.PATHS).singleElement().satisfies(path -> {
            assertThat(path).hasExtension("webm").isNotEmptyFile();
            assertThat(path.getParent()).isEqualTo(FilmedTestCase.FOLDERS.get(0));
        });
    }

    private static boolean onLinuxX64() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    /** Puts the unpacked program where Playwright's installer would have put its own. */
    private static Path browsersWithFfmpeg(Path browsers) throws IOException {
        String revision = "";
        try (InputStream list = VideoTests.class.getResourceAsStream("/driver/package/browsers.json")) {
            for (JsonNode browser : new ObjectMapper().readTree(list).path("browsers")) {
                revision = browser.path("name").asText().equals("ffmpeg")
                        ? browser.path("revision").asText()
                        : revision;
            }
        }
        Path place = Files.createDirectories(browsers.resolve("ffmpeg-" + revision));
        Path program = Files.copy(
                Path.of("target/ffmpeg/ws/schild/jave/nativebin/ffmpeg-amd64"), place.resolve("ffmpeg-linux"));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.createFile(place.resolve("INSTALLATION_COMPLETE"));
        return browsers;
    }

    /** Films into the folder of the test. */
    public static final class FilmOptions implements OptionsFactory {
        @Override
        public Options getOptions() {
            return new Options()
                    .setPlaywrightCreateOptions(new Playwright.CreateOptions()
                            .setEnv(Map.of(
                                    "PLAYWRIGHT_BROWSERS_PATH",
                                    FilmedTestCase.FOLDERS.get(1).toString())))
                    .setContextOptions(new Browser.NewContextOptions()
                            .setRecordVideoDir(FilmedTestCase.FOLDERS.get(0))
                            .setRecordVideoSize(320, 240));
        }
    }

    static class FilmedTestCase {
        static final List<Path> FOLDERS = new CopyOnWriteArrayList<>();
        static final List<Path> PATHS = new CopyOnWriteArrayList<>();

        @Test
        void films(@LeasedPage(profile = "open", startAt = "/open") Page page) {
            PATHS.add(page.video().path());
        }
    }
}
