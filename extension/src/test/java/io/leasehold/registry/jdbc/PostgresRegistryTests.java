package io.leasehold.registry.jdbc;

import io.leasehold.fixture.PostgresServer;
import org.junit.jupiter.api.extension.ExtendWith;

/** The registry's contract in a PostgreSQL whose sessions are not in UTC. */
@ExtendWith(PostgresServer.Shared.class)
final class PostgresRegistryTests extends RegistryContract {

    private final PostgresServer server;

    PostgresRegistryTests(PostgresServer server) {
        this.server = server;
    }

    @Override
    TestStore store() {
        return TestStore.postgres(server);
    }
}
