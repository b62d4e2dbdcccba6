package io.leasehold.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.junit.Options;
import com.microsoft.playwright.junit.OptionsFactory;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.SuiteRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** Browsers that cannot be started as a profile asks. Requirement: L8, P14. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BrokenBrowserTests {

    private Path folder;
    private SuiteRun.Outcome outcome;

    @BeforeAll
    void runAll(@TempDir Path temporary) throws IOException {
        folder = temporary;
        Path dying = Files.writeString(folder.resolve("dying"), "#!/bin/sh\necho no display today >&2\nexit 1\n");
        Files.setPosixFilePermissions(dying, PosixFilePermissions.fromString("rwx------"));
        outcome = SuiteRun.of(folder, BrokenTestCase.class)
                .profiles("{\"baseUrl\": \"http://127.0.0.1:9\", \"profiles\": {"
                        + profile("missing", "\"browser\": {\"executable\": \"" + folder.resolve("missing") + "\"}")
                        + "," + profile("dying", "\"browser\": {\"executable\": \"" + dying + "\"}")
                        + "," + profile("remote", "\"options\": \"" + RemoteOptions.class.getName() + "\"")
                        + "," + profile("device", "\"options\": \"" + DeviceOptions.class.getName() + "\"") + "}}")
                .run();
    }

    private static String profile(String name, String more) {
        return "\"%s\": {\"accountId\": \"%s\", %s}".formatted(name, name, more);
    }

    /** Options of a user whose browser runs elsewhere. */
    public static final class RemoteOptions implements OptionsFactory {
        @Override
        public Options getOptions() {
            return new Options().setWsEndpoint("ws://127.0.0.1:9/");
        }
    }

    /** Options of a user who plays a telephone. */
    public static final class DeviceOptions implements OptionsFactory {
        @Override
        public Options getOptions() {
            return new Options().setDeviceName("Pixel 5");
        }
    }

    static final class BrokenTestCase {
        @Test
        void missing(@LeasedPage(profile = "missing") Page page) {}

        @Test
        void dying(@LeasedPage(profile = "dying") Page page) {}

        @Test
        void remote(@LeasedPage(profile = "remote") Page page) {}

        @Test
        void device(@LeasedPage(profile = "device") Page page) {}
    }

    private Throwable cause(String test) {
        Throwable thrown = outcome.failureOf(test + "(");
        return thrown.getCause() == null ? thrown : thrown.getCause();
    }

    @Test
    void allAreRefused() {
        assertThat(outcome.tests(Status.FAILED)).isEqualTo(4);
    }

    @Test
    void anExecutableThatIsNotThereIsNamed() {
        Path missing = folder.resolve("missing");
        assertThat(cause("missing"))
                .hasMessage("The configured browser '" + missing + "' cannot be started: there is no such file. Point"
                        + " the setting 'executable' of the profile's browser to the executable file of a"
                        + " Chromium-family browser, or remove it so that Leasehold looks for one itself. [executable="
                        + missing + "]");
    }

    @Test
    void aBrowserThatDiesAtStartIsQuoted() {
        assertThat(cause("dying")).isInstanceOf(CheckoutDeniedException.class);
        assertThat(cause("dying").getMessage())
                .startsWith("No page of profile 'dying' is handed out: its browser did not start. Start the browser by"
                        + " hand to see what it lacks, or choose another with \"browser\". It said: ")
                .contains("no display today")
                .endsWith(" [profile=dying reason=missing_browser_context action=stop]");
    }

    @Test
    void optionsThatALeasedPageCannotHonourAreNamed() {
        assertThat(cause("remote"))
                .hasMessage("The options class of profile 'remote' sets wsEndpoint, which a leased page cannot honour."
                        + " Name the server as wsEndpoint of the profile's browser instead.");
        assertThat(cause("device"))
                .hasMessage("The options class of profile 'device' sets deviceName, which a leased page cannot honour."
                        + " Set userAgent, viewportSize and the like in its contextOptions instead.");
    }
}
