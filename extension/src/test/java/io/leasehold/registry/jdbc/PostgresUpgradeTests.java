package io.leasehold.registry.jdbc;

import io.leasehold.fixture.PostgresServer;
import org.junit.jupiter.api.extension.ExtendWith;

/** A PostgreSQL with the tables of an earlier version. */
@ExtendWith(PostgresServer.Shared.class)
final class PostgresUpgradeTests extends UpgradeContract {

    private final PostgresServer server;

    PostgresUpgradeTests(PostgresServer server) {
        this.server = server;
    }

    @Override
    TestStore store() {
        return TestStore.postgres(server);
    }
}
