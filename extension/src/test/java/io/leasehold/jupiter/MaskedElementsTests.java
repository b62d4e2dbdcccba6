package io.leasehold.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a profile names as secret is in no picture and no text of the run. Requirement: C7, D3. */
@Tag("browser")
final class MaskedElementsTests {

    private static final int MASK_COLOUR = 0xFFFF00FF;
    private static final String ACCOUNT_NUMBER = "XX97 4711 0815";
    private static final String FORM =
            """
            <title>Account</title><body style="margin:0"><div id=number
              style="position:absolute;left:40px;top:60px;width:300px;height:80px;font-size:40px">%s</div>"""
                    .formatted(ACCOUNT_NUMBER);

    static final class FailingTestCase {
        @Test
        void fails(@LeasedPage(profile = "admin", startAt = "/account") Page page) {
            PlaywrightAssertions.assertThat(page.locator("#number"))
                    .hasText("another", new LocatorAssertions.HasTextOptions().setTimeout(200));
        }
    }

    @Test
    void theElementIsCoveredAndItsTextTakenOut(@TempDir Path folder) throws IOException {
        try (LoginSite site = LoginSite.start()) {
            site.page("/account", FORM);
            SuiteRun run = SuiteRun.of(folder, FailingTestCase.class).profilesAt(site, "admin");
            String profiles = Files.readString(folder.resolve("profiles.json"));
            SuiteRun.Outcome outcome = run.profiles(
                            profiles.replaceFirst("\\{", "{\"mask\": [\"#number\", \".secret\"],"))
                    .run();

            Path picture = file(outcome.evidence(), "failure.png");
            assertThat(ImageIO.read(picture.toFile()).getRGB(100, 100)).isEqualTo(MASK_COLOUR);
            assertThat(Files.readString(file(outcome.evidence(), "failure.json")))
                    .contains("hasText", "***")
                    .doesNotContain(ACCOUNT_NUMBER);
            // Its row is told by the same failure, and by another thread.
            assertThat(Files.readString(file(outcome.evidence(), "timeline.jsonl")))
                    .contains("\"kind\":\"failure\"", "hasText")
                    .doesNotContain(ACCOUNT_NUMBER);
        }
    }

    private static Path file(Path evidence, String name) throws IOException {
        try (Stream<Path> all = Files.walk(evidence)) {
            return all.filter(path -> path.endsWith(name)).findFirst().orElseThrow();
        }
    }
}
