package io.leasehold.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is left when a JVM ends in the middle of its suite. Requirement: D3, P14. */
@Tag("browser")
@EnabledOnOs({OS.LINUX, OS.MAC})
final class SuddenEndTests {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(15);

    static final class EndlessTestCase {
        @Test
        void waits(@LeasedPage(profile = "admin", startAt = "/") Page page) throws IOException {
            Files.createFile(Path.of(System.getProperty("suite.ready")));
            page.locator("#never").waitFor();
        }
    }

    /** Runs the endless suite; the arguments are a folder and whether its file of profiles is there. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            System.setProperty("suite.ready", folder.resolve("ready").toString());
            System.setProperty("login.site.password", arguments[1]);
            SuiteRun.of(folder, EndlessTestCase.class)
                    .with("leasehold.profiles", folder.resolve("profiles.json").toString())
                    .run();
        }
    }

    private static OtherJvm startedIn(Path folder, LoginSite site) throws IOException, InterruptedException {
        SuiteRun.of(folder).profilesAt(site, "admin");
        OtherJvm jvm = OtherJvm.start(folder, Main.class, folder.toString(), LoginSite.PASSWORD);
        boolean ready = OtherJvm.becomes(START, () -> Files.exists(folder.resolve("ready")));
        assertThat(ready).as(Files.readString(folder.resolve("output.txt"))).isTrue();
        return jvm;
    }

    @Test
    void sigtermLeavesNoBrowserNoDriverAndNoFolder(@TempDir Path folder) throws Exception {
        try (LoginSite site = LoginSite.start();
                OtherJvm jvm = startedIn(folder, site)) {
            List<ProcessHandle> started = jvm.descendants();
            assertThat(started).hasSizeGreaterThanOrEqualTo(2);
            Set<Path> folders = jvm.privateFolders();
            assertThat(folders).hasSize(1).allMatch(Files::isDirectory);

            jvm.process().destroy();

            assertThat(jvm.process().waitFor(END.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(OtherJvm.becomes(END, () -> OtherJvm.noneLives(started))).isTrue();
            assertThat(OtherJvm.becomes(END, () -> folders.stream().allMatch(Files::notExists)))
                    .isTrue();
        }
    }

    @Test
    void killLeavesNoBrowserAndNoDriver(@TempDir Path folder) throws Exception {
        try (LoginSite site = LoginSite.start();
                OtherJvm jvm = startedIn(folder, site)) {
            List<ProcessHandle> started = jvm.descendants();
            assertThat(started).hasSizeGreaterThanOrEqualTo(2);

            jvm.process().destroyForcibly();

            assertThat(OtherJvm.becomes(END, () -> OtherJvm.noneLives(started))).isTrue();
        }
    }
}
