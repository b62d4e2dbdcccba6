package io.leasehold.registry.jdbc;

import io.leasehold.fixture.PostgresServer;
import org.junit.jupiter.api.extension.ExtendWith;

/** The login budget in a PostgreSQL whose sessions are not in UTC. */
@ExtendWith(PostgresServer.Shared.class)
final class PostgresLoginBudgetTests extends LoginBudgetContract {

    private final PostgresServer server;

    PostgresLoginBudgetTests(PostgresServer server) {
        this.server = server;
    }

    @Override
    TestStore store() {
        return TestStore.postgres(server);
    }
}
