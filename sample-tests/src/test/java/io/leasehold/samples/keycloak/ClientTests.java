package io.leasehold.samples.keycloak;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients in Keycloak's admin console. Requirement: L1, L2, L3. */
@Tag("browser")
@ExtendWith(KeycloakForTheRun.class)
class ClientTests {

    private static void click(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    @Test
    void createsAClient(@LeasedPage(profile = "console") PageLease lease) {
        String name = Console.unique("client");
        Page page = Console.open(lease, "/clients/add-client");
        page.getByTestId("clientId").fill(name);
        click(page, "Next");
        click(page, "Next");

        Console.confirmed(
                lease,
                "create client",
                () -> {
                    click(page, "Save");
                    Console.says(page, "Client created successfully");
                    assertThat(page.getByTestId("view-header")).hasText(name);
                },
                fresh -> assertThat(fresh.getByTestId("clientId")).hasValue(name));
    }

    @Test
    void renamesAClient(@LeasedPage(profile = "console") PageLease lease, KeycloakServer keycloak) {
        String id = keycloak.api().create("/clients", Map.of("clientId", Console.unique("client")));
        Page page = Console.open(lease, "/clients/" + id + "/settings");
        page.getByTestId("name").fill("The shop");

        Console.confirmed(
                lease,
                "rename client",
                () -> {
                    page.getByTestId("settings-save").click();
                    Console.says(page, "Client successfully updated");
                },
                fresh -> assertThat(fresh.getByTestId("name")).hasValue("The shop"));
    }

    @Test
    void deletesAClient(@LeasedPage(profile = "console") PageLease lease, KeycloakServer keycloak) {
        String name = Console.unique("client");
        String id = keycloak.api().create("/clients", Map.of("clientId", name));
        Page page = Console.open(lease, "/clients/" + id + "/settings");

        Console.confirmed(
                lease,
                "delete client",
                () -> {
                    Console.delete(page, "Delete");
                    Console.says(page, "The client has been deleted");
                },
                list -> Console.hasNone(list, "Search for client", name));
    }
}
