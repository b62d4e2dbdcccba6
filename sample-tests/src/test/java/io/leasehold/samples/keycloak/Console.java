package io.leasehold.samples.keycloak;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.leasehold.PageLease;
import java.util.UUID;
import java.util.function.Consumer;

/** What the tests do in Keycloak's admin console, and where its pages are. */
final class Console {

    private static final String MASTER = "/admin/master/console/#/master";

    /** The console is a large application, and four tabs of it load at once while the server is still warming up. */
    private static final double PATIENCE_MILLIS = 120_000;

    private Console() {}

    /** Opens a page of the master realm in the console. */
    static Page open(PageLease lease, String place) {
        return open(lease.page(), place);
    }

    /** Opens a page of the master realm in the console. */
    static Page open(Page page, String place) {
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.navigate(MASTER + place);
        return page;
    }

    /** Makes a name that no other test has. */
    static String unique(String kind) {
        return kind + "-" + UUID.randomUUID();
    }

    /** Changes something and shows, after a reload, that the server has it: its own message comes before the answer counts. */
    static void confirmed(PageLease lease, String change, Runnable action, Consumer<Page> check) {
        lease.mutation(change, action);
        lease.page().reload();
        check.accept(lease.page());
    }

    /** Waits until the console says that it is done. */
    static void says(Page page, String message) {
        assertThat(page.getByTestId("last-alert")).containsText(message);
    }

    /** Deletes the object whose page is open. */
    static void delete(Page page, String item) {
        page.getByTestId("action-dropdown").click();
        page.getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(item).setExact(true))
                .click();
        page.getByTestId("confirm").click();
    }

    /** Shows that a list has no object of that name. */
    static void hasNone(Page list, String placeholder, String name) {
        list.getByPlaceholder(placeholder).fill(name);
        list.keyboard().press("Enter");
        assertThat(list.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("No search results")))
                .isVisible();
    }
}
