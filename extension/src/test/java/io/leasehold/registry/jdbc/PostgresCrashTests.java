package io.leasehold.registry.jdbc;

import io.leasehold.fixture.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kills of holders of profiles in a PostgreSQL. */
@ExtendWith(PostgresServer.Shared.class)
final class PostgresCrashTests extends CrashContract {

    private final StoreAddress address;

    PostgresCrashTests(PostgresServer server) {
        this.address = new StoreAddress(server.newDatabase());
    }

    @Override
    StoreAddress address(Path folder) {
        return address;
    }
}
