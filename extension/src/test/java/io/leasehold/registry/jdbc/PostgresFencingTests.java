package io.leasehold.registry.jdbc;

import io.leasehold.fixture.PostgresServer;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who changes what in a PostgreSQL whose sessions are not in UTC. */
@ExtendWith(PostgresServer.Shared.class)
final class PostgresFencingTests extends FencingContract {

    private final PostgresServer server;

    PostgresFencingTests(PostgresServer server) {
        this.server = server;
    }

    @Override
    TestStore store() {
        return TestStore.postgres(server);
    }
}
