package io.leasehold.samples.keycloak;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts Keycloak before the first test that needs it, with an account for each profile of {@code keycloak.json}, and
 * tells that file where it is. The launcher session's store closes it, after the browsers.
 */
final class KeycloakForTheRun implements BeforeAllCallback, ParameterResolver {

    /** Whose sessions are revoked; other tests do not use it. */
    static final String VISITOR = "console-visitor";

    /** The console answers slowly while the server is still warming up. */
    private static final double PATIENCE_MILLIS = 60_000;

    /** Who changes things, in all tests at once. */
    static final String EDITOR = "console-editor";

    @Override
    public void beforeAll(ExtensionContext context) {
        running(context);
    }

    private static Running running(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(KeycloakForTheRun.class))
                .getOrComputeIfAbsent(Running.class, type -> Running.begin(), Running.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KeycloakServer.class;
    }

    @Override
    public KeycloakServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context).server();
    }

    /** The server with its accounts. */
    private record Running(KeycloakServer server) implements AutoCloseable {

        static Running begin() {
            String home = Objects.requireNonNull(
                    System.getProperty("keycloak.home"),
                    "keycloak.home names no unpacked Keycloak: run these tests with -Pkeycloak.");
            String password = UUID.randomUUID().toString();
            KeycloakServer server = KeycloakServer.start(Path.of(home));
            server.api().recordLogins();
            server.api().createAdministrator(EDITOR, password);
            server.api().createAdministrator(VISITOR, password);
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
            System.setProperty("keycloak.url", server.url());
            System.setProperty("keycloak.password", password);
            return new Running(server);
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
