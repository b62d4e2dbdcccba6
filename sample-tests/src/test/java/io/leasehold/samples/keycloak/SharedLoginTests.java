package io.leasehold.samples.keycloak;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** However many tabs are open, the account has signed in to Keycloak once. Requirement: L2, L3. */
@Tag("browser")
@ExtendWith(KeycloakForTheRun.class)
class SharedLoginTests {

    @Test
    void allTabsAreOfOneSession(
            @LeasedPage(profile = "console") Page users,
            @LeasedPage(profile = "console") Page clients,
            KeycloakServer keycloak) {
        Console.open(users, "/users");
        Console.open(clients, "/clients");

        assertThat(users.getByTestId("options-toggle")).containsText(KeycloakForTheRun.EDITOR);
        assertThat(clients.getByTestId("options-toggle")).containsText(KeycloakForTheRun.EDITOR);
        assertThat(keycloak.api().consoleSessions(keycloak.api().userId(KeycloakForTheRun.EDITOR)))
                .hasSize(1);
    }
}
