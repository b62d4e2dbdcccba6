package io.leasehold.checkout;

import io.leasehold.fixture.PostgresServer;
import io.leasehold.profile.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Routing by a registry in a PostgreSQL whose sessions are not in UTC. */
@ExtendWith(PostgresServer.Shared.class)
final class PostgresRoutingTests extends RoutingContract {

    @TempDir
    private Path folder;

    private final PostgresServer server;

    PostgresRoutingTests(PostgresServer server) {
        this.server = server;
    }

    @Override
    RegistryPlace place() {
        return new RegistryPlace(
                folder.resolve("home/registry.db"), Secret.of(server.newDatabase()), "", Secret.of(""));
    }
}
