package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.junit.Options;
import com.microsoft.playwright.junit.OptionsFactory;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Videos of leased pages. Requirement: L1. */
@Tag("browser")
@Tag("direct")
final class VideoTests {

    @Test
    void isWholeAfterTheLease(@TempDir Path folder) {
        FilmedTestCase.FOLDERS.add(folder.resolve("videos"));
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
        assumeFalse(
                outcome.failures().stream()
                        .anyMatch(one -> String.valueOf(one.getMessage()).contains("requires ffmpeg")),
                "Playwright's ffmpeg is not installed on this machine");

        assertThat(outcome.failures()).isEmpty();
        assertThat(FilmedTestCase.PATHS).singleElement().satisfies(path -> {
            assertThat(path).hasExtension("webm").isNotEmptyFile();
            assertThat(path.getParent()).isEqualTo(FilmedTestCase.FOLDERS.get(0));
        });
    }

    /** Films into the folder of the test. */
    public static final class FilmOptions implements OptionsFactory {
        @Override
        public Options getOptions() {
            return new Options()
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
