package io.leasehold.bench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.leasehold.readback.ReadbackAssertions.assertThatMutation;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** What the measured tests do with their page: the same on both sides. */
final class TestBodies {
    static final String ACCOUNT = "buyer@harbor.example";

    private TestBodies() {}

    /** Uses the catalog, a single-page application of some megabytes. */
    static void useCatalog(Page page) {
        page.navigate("/catalog");
        assertThat(page.getByTestId("product-count")).hasText("126 products");
        page.getByLabel("Filter products").fill("brass");
        assertThat(page.getByTestId("product-count")).hasText("18 products");
    }

    /** Walks over three pages of a few kilobytes. */
    static void lookAtAnOrder(Page page) {
        page.navigate("/orders");
        assertThat(page.getByTestId("account")).hasText("Signed in as " + ACCOUNT);
        page.locator("tbody a").first().click();
        assertThat(page.getByTestId("customer")).isVisible();
        page.navigate("/account");
        assertThat(page.getByTestId("email")).hasText(ACCOUNT);
    }

    /** Opens an order and types a note that it has not had yet, without saving it. */
    static String enterANote(Page page, int turn) {
        page.navigate("/orders/" + turn);
        String note = "Note of " + System.nanoTime();
        page.getByLabel("Note").fill(note);
        return note;
    }

    /** Saves the note and sees that the server has it, as people write it by hand: wait, reload, assert. */
    static void saveAndReload(Page page, String note) {
        saveNote(page);
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Note saved");
        page.reload();
        assertThat(page.getByLabel("Note")).hasValue(note);
    }

    /** Saves the note and sees that the server has it, with a readback. */
    static void saveAndReadBack(Page page, String note) {
        assertThatMutation(page, "save note", () -> saveNote(page))
                .isConfirmedAfterReload(
                        fresh -> assertThat(fresh.getByLabel("Note")).hasValue(note));
    }

    private static void saveNote(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save note"))
                .click();
    }

    /** Signs in by the form, as a test does that has no saved state. */
    static void signIn(Page page, String password) {
        page.navigate("/login");
        page.getByLabel("Email").fill(ACCOUNT);
        page.getByLabel("Password").fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        assertThat(page.getByTestId("account")).hasText("Signed in as " + ACCOUNT);
    }
}
