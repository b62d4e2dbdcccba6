package io.leasehold.samples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.leasehold.LeasedPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files go from the test's side to the application, whoever launched the browser. */
@Tag("browser")
class UploadTests {

    @Test
    void sendsAFileFromMemory(@LeasedPage(profile = "buyer", startAt = "/uploads") Page page) {
        String name = UUID.randomUUID() + ".txt";
        byte[] content = "Two lanterns, please".getBytes(StandardCharsets.UTF_8);

        page.getByLabel("Files").setInputFiles(new FilePayload(name, "text/plain", content));
        upload(page);

        assertThat(arrived(page, name)).containsText("20 bytes");
    }

    @Test
    void sendsFilesThatWereChosen(
            @LeasedPage(profile = "shop-admin", startAt = "/uploads") Page page, @TempDir Path folder)
            throws IOException {
        Path first = Files.writeString(folder.resolve(UUID.randomUUID() + ".txt"), "first");
        Path second = Files.writeString(folder.resolve(UUID.randomUUID() + ".txt"), "the second");

        FileChooser chooser =
                page.waitForFileChooser(() -> page.getByLabel("Files").click());
        chooser.setFiles(new Path[] {first, second});
        upload(page);

        assertThat(arrived(page, first.getFileName().toString())).containsText("5 bytes");
        assertThat(arrived(page, second.getFileName().toString())).containsText("10 bytes");
    }

    @Test
    void refusesTheAuditor(@LeasedPage(profile = "auditor", startAt = "/uploads") Page page) {
        page.getByLabel("Files").setInputFiles(new FilePayload("audit.txt", "text/plain", new byte[] {1}));
        upload(page);

        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Not allowed");
    }

    private static void upload(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Upload"))
                .click();
    }

    private static Locator arrived(Page page, String name) {
        return page.getByTestId("uploads").locator("tr", new Locator.LocatorOptions().setHasText(name));
    }
}
