package io.leasehold.samples.keycloak;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Groups in Keycloak's admin console. Requirement: L1, L2, L3. */
@Tag("browser")
@ExtendWith(KeycloakForTheRun.class)
class GroupTests {

    @Test
    void renamesAGroup(@LeasedPage(profile = "console") PageLease lease, KeycloakServer keycloak) {
        String id = keycloak.api().create("/groups", Map.of("name", Console.unique("group")));
        String name = Console.unique("renamed-group");
        Page page = Console.open(lease, "/groups/" + id);
        page.getByTestId("action-dropdown").click();
        page.getByTestId("renameGroupAction").click();
        page.getByTestId("name").fill(name);

        Console.confirmed(
                lease,
                "rename group",
                () -> {
                    page.getByTestId("renameGroup").click();
                    Console.says(page, "Group updated");
                },
                fresh -> assertThat(fresh.getByTestId("view-header")).hasText(name));
    }

    @Test
    void deletesAGroup(@LeasedPage(profile = "console") PageLease lease, KeycloakServer keycloak) {
        String name = Console.unique("group");
        String id = keycloak.api().create("/groups", Map.of("name", name));
        Page page = Console.open(lease, "/groups/" + id);

        Console.confirmed(
                lease,
                "delete group",
                () -> {
                    page.getByTestId("action-dropdown").click();
                    page.getByTestId("deleteGroup").click();
                    page.getByTestId("confirm").click();
                    Console.says(page, "Group deleted");
                },
                list -> {
                    Locator search = list.getByPlaceholder("Search group").first();
                    search.fill(name);
                    list.waitForResponse("**/groups?**search=" + name + "**", () -> search.press("Enter"));
                    assertThat(list.getByText(name)).hasCount(0);
                });
    }
}
