package io.leasehold.registry.jdbc;

import io.leasehold.fixture.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The table of moves in PostgreSQL.
 *
 * <p>Requirement: P4, P10.
 */
@ExtendWith(PostgresServer.Shared.class)
final class PostgresMoveTableTests extends MoveTableContract {

    private final PostgresServer server;

    PostgresMoveTableTests(PostgresServer server) {
        this.server = server;
    }

    @Override
    TestStore store() {
        return TestStore.postgres(server);
    }

    @Override
    List<String> otherWaysToLoseAnEvent() {
        return List.of("TRUNCATE lease_event");
    }
}
