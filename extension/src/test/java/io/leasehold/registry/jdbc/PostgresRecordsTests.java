package io.leasehold.registry.jdbc;

import io.leasehold.fixture.PostgresServer;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is written down in a PostgreSQL whose sessions are not in UTC. */
@ExtendWith(PostgresServer.Shared.class)
final class PostgresRecordsTests extends RecordsContract {

    private final PostgresServer server;

    PostgresRecordsTests(PostgresServer server) {
        this.server = server;
    }

    @Override
    TestStore store() {
        return TestStore.postgres(server);
    }
}
