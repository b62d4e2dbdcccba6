package io.leasehold.samples.keycloak;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Users in Keycloak's admin console. Requirement: L1, L2, L3. */
@Tag("browser")
@ExtendWith(KeycloakForTheRun.class)
class UserTests {

    @Test
    void createsAUser(@LeasedPage(profile = "console") PageLease lease) {
        String name = Console.unique("user");
        Page page = Console.open(lease, "/users/add-user");
        page.getByTestId("username").fill(name);
        page.getByTestId("lastName").fill("Lovelace");

        Console.confirmed(
                lease,
                "create user",
                () -> {
                    page.getByTestId("user-creation-save").click();
                    Console.says(page, "The user has been created");
                    assertThat(page.getByTestId("view-header")).hasText(name);
                },
                fresh -> {
                    assertThat(fresh.getByTestId("username")).hasValue(name);
                    assertThat(fresh.getByTestId("lastName")).hasValue("Lovelace");
                });
    }

    @Test
    void renamesAUser(@LeasedPage(profile = "console") PageLease lease, KeycloakServer keycloak) {
        String id = keycloak.api()
                .create("/users", Map.<String, Object>of("username", Console.unique("user"), "enabled", true));
        Page page = Console.open(lease, "/users/" + id + "/settings");
        page.getByTestId("firstName").fill("Grace");

        Console.confirmed(
                lease,
                "rename user",
                () -> {
                    page.getByTestId("user-creation-save").click();
                    Console.says(page, "The user has been saved");
                },
                fresh -> assertThat(fresh.getByTestId("firstName")).hasValue("Grace"));
    }

    @Test
    void deletesAUser(@LeasedPage(profile = "console") PageLease lease, KeycloakServer keycloak) {
        String name = Console.unique("user");
        String id = keycloak.api().create("/users", Map.<String, Object>of("username", name, "enabled", true));
        Page page = Console.open(lease, "/users/" + id + "/settings");

        Console.confirmed(
                lease,
                "delete user",
                () -> {
                    Console.delete(page, "Delete");
                    Console.says(page, "The user has been deleted");
                },
                list -> Console.hasNone(list, "Search user", name));
    }
}
