package io.leasehold.secrets;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.SuiteRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A run in a JVM of its own that has a password in its environment. Its arguments: the site, the folder that it writes to,
 * and a file for what is no evidence.
 */
final class EnvironmentRun {

    static final String VARIABLE = "CANARY_PASSWORD";

    static final String PROFILES =
            """
            {"baseUrl": "%s", "entryUrl": "/", "profiles": {"admin": {"accountId": "admin",
              "login": {"url": "/login", "steps": [
                {"fill": "Email", "with": "admin"}, {"fill": "Password", "with": "${env:CANARY_PASSWORD}"},
                {"click": "Sign in"}, {"expect": "#account"}]},
              "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']"}}}}""";

    private EnvironmentRun() {}

    public static void main(String[] arguments) throws IOException {
        SuiteRun.of(Path.of(arguments[1]), SpeakingTestCase.class)
                .profiles(PROFILES.formatted(arguments[0]))
                .run();
        Files.writeString(Path.of(arguments[2]), RawCopy.RAW.text());
        Runtime.getRuntime().halt(0);
    }

    static final class SpeakingTestCase {
        @Test
        void saysIt(@LeasedPage(profile = "admin", startAt = "/") Page page) {
            RawCopy.RAW.hear(page);
            page.evaluate("text => console.log('from the environment: ' + text)", System.getenv(VARIABLE));
            RawCopy.RAW.said(ProcessHandle.current()
                    .descendants()
                    .map(child -> "child " + PlantedRun.commandLine(child.pid()))
                    .collect(Collectors.joining("\n")));
            assertThat(page.locator("h1"))
                    .hasText(System.getenv(VARIABLE), new LocatorAssertions.HasTextOptions().setTimeout(200));
        }
    }
}
