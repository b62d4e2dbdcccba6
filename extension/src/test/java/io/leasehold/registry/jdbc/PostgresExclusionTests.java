package io.leasehold.registry.jdbc;

import io.leasehold.fixture.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;

/** Exclusion in a PostgreSQL. */
@ExtendWith(PostgresServer.Shared.class)
final class PostgresExclusionTests extends ExclusionContract {

    private final StoreAddress address;

    PostgresExclusionTests(PostgresServer server) {
        this.address = new StoreAddress(server.newDatabase());
    }

    @Override
    StoreAddress address(Path folder) {
        return address;
    }
}
