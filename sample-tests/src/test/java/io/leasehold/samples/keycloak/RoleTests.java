package io.leasehold.samples.keycloak;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Realm roles in Keycloak's admin console. Requirement: L1, L2, L3. */
@Tag("browser")
@ExtendWith(KeycloakForTheRun.class)
class RoleTests {

    @Test
    void createsARole(@LeasedPage(profile = "console") PageLease lease) {
        String name = Console.unique("role");
        Page page = Console.open(lease, "/roles/new");
        page.getByTestId("name").fill(name);
        page.getByTestId("description").fill("Made in the console");

        Console.confirmed(
                lease,
                "create role",
                () -> {
                    page.getByTestId("save").click();
                    Console.says(page, "Role created");
                    assertThat(page.getByTestId("view-header")).hasText(name);
                },
                fresh -> {
                    assertThat(fresh.getByTestId("name")).hasValue(name);
                    assertThat(fresh.getByTestId("description")).hasValue("Made in the console");
                });
    }

    @Test
    void describesARole(@LeasedPage(profile = "console") PageLease lease, KeycloakServer keycloak) {
        String name = Console.unique("role");
        keycloak.api().create("/roles", Map.of("name", name));
        String id = keycloak.api().get("/roles/" + name).get("id").asText();
        Page page = Console.open(lease, "/roles/" + id + "/details");
        page.getByTestId("description").fill("Described in the console");

        Console.confirmed(
                lease,
                "describe role",
                () -> {
                    page.getByTestId("save").click();
                    Console.says(page, "The role has been saved");
                },
                fresh -> assertThat(fresh.getByTestId("description")).hasValue("Described in the console"));
    }

    @Test
    void deletesARole(@LeasedPage(profile = "console") PageLease lease, KeycloakServer keycloak) {
        String name = Console.unique("role");
        keycloak.api().create("/roles", Map.of("name", name));
        String id = keycloak.api().get("/roles/" + name).get("id").asText();
        Page page = Console.open(lease, "/roles/" + id + "/details");

        Console.confirmed(
                lease,
                "delete role",
                () -> {
                    Console.delete(page, "Delete this role");
                    Console.says(page, "The role has been deleted");
                },
                list -> Console.hasNone(list, "Search role by name", name));
    }
}
