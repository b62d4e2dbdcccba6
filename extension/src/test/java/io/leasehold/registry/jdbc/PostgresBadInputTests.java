package io.leasehold.registry.jdbc;

import io.leasehold.fixture.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bad input to a registry in a PostgreSQL. */
@ExtendWith(PostgresServer.Shared.class)
final class PostgresBadInputTests extends BadInputContract {

    private final StoreAddress address;

    PostgresBadInputTests(PostgresServer server) {
        this.address = new StoreAddress(server.newDatabase());
    }

    @Override
    StoreAddress address(Path folder) {
        return address;
    }
}
