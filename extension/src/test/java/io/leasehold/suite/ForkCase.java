package io.leasehold.suite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tests that a build runs in forks; its test classes inherit them. */
abstract class ForkCase {

    @Test
    void meetsTheOtherFork(@LeasedPage(profile = "admin", startAt = "/") Page page) {
        assertThat(page.locator("#account")).hasText("admin");
        page.navigate("/meet?pid=" + ProcessHandle.current().pid());
    }

    @Test
    void failsOnce(@LeasedPage(profile = "admin", startAt = "/") Page page) throws IOException {
        assertThat(page.locator("#account")).hasText("admin");
        Path before = Path.of(System.getProperty("fork.folder"), getClass().getSimpleName());
        boolean again = Files.exists(before);
        Files.writeString(before, again ? "twice" : "once");
        assertThat(again).isTrue();
    }
}
