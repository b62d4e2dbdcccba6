package io.leasehold.samples.readback;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.function.Consumer;

/**
 * What a test does on the page of a trap, and how it looks whether that was saved.
 *
 * @param change the change, up to the moment when the page says that it is saved
 * @param check what the page shows when it is
 */
record Steps(Consumer<Page> change, Consumer<Page> check) {
    private static final String TYPED = "New Lighthouse";
    private static final String TYPED_EMAIL = "new@lighthouse.example";
    // The page is ready by then: what it does not show now it will not show.
    private static final double SHOWN_MILLIS = 400;

    /** One field and a button; the page says that it has saved. */
    static Steps field() {
        return new Steps(
                page -> {
                    type(page, "Value", TYPED);
                    save(page);
                    awaitSaved(page);
                },
                page -> shows(page, "Value", TYPED));
    }

    /** One field and a button; the page says nothing. */
    static Steps silentField() {
        return new Steps(
                page -> {
                    type(page, "Value", TYPED);
                    save(page);
                },
                page -> shows(page, "Value", TYPED));
    }

    static Steps twoFields() {
        return new Steps(
                page -> {
                    type(page, "Value", TYPED);
                    type(page, "Note", TYPED);
                    save(page);
                    awaitSaved(page);
                },
                page -> {
                    shows(page, "Value", TYPED);
                    shows(page, "Note", TYPED);
                });
    }

    /** A row is to be there once. */
    static Steps row() {
        return new Steps(field().change(), page -> {
            awaitReady(page);
            Locator rows = page.getByTestId("rows").getByText(TYPED);
            assertThat(rows).hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(SHOWN_MILLIS));
        });
    }

    /** Says thanks on another page, from which one goes back. */
    static Steps fieldAndBack() {
        return new Steps(
                page -> {
                    type(page, "Value", TYPED);
                    save(page);
                    awaitSaved(page);
                    // It says so before its button works.
                    awaitReady(page);
                    button(page, "Back").click();
                    page.waitForURL(address -> !address.endsWith("/thanks"));
                },
                page -> shows(page, "Value", TYPED));
    }

    /** The login page has such a field, too. */
    static Steps email() {
        return new Steps(
                page -> {
                    type(page, "Email", TYPED_EMAIL);
                    page.evaluate("() => { document.body.dataset.typed = 'yes'; }");
                    save(page);
                    // Where the twin stays and the trap goes to, both are a new document.
                    assertThat(page.locator("body[data-typed]")).not().isAttached();
                },
                page -> assertThat(page.getByLabel("Email"))
                        .hasValue(TYPED_EMAIL, new LocatorAssertions.HasValueOptions().setTimeout(SHOWN_MILLIS)));
    }

    /** No button: leaving the page saves. */
    static Steps fieldAndLeave() {
        return new Steps(
                page -> {
                    type(page, "Value", TYPED);
                    page.getByText("Done", new Page.GetByTextOptions().setExact(true))
                            .click();
                    page.waitForURL("**/left");
                },
                page -> shows(page, "Value", TYPED));
    }

    /** Tells whether the page says that it has saved. */
    static boolean saysSaved(Page page) {
        return "Saved".equals(page.getByRole(AriaRole.STATUS).textContent());
    }

    static void awaitReady(Page page) {
        assertThat(page.locator("#trap[data-ready]")).isAttached();
    }

    private static void shows(Page page, String label, String value) {
        awaitReady(page);
        assertThat(page.getByLabel(label))
                .hasValue(value, new LocatorAssertions.HasValueOptions().setTimeout(SHOWN_MILLIS));
    }

    private static void type(Page page, String label, String value) {
        page.getByLabel(label).fill(value);
    }

    private static void save(Page page) {
        button(page, "Save").click();
    }

    private static void awaitSaved(Page page) {
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Saved");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
