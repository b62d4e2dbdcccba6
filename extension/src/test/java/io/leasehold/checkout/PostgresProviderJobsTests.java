package io.leasehold.checkout;

import io.leasehold.fixture.PostgresServer;
import io.leasehold.profile.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;

/** Provider jobs by a registry in a PostgreSQL whose sessions are not in UTC. */
@ExtendWith(PostgresServer.Shared.class)
final class PostgresProviderJobsTests extends ProviderJobsContract {

    private final PostgresServer server;

    PostgresProviderJobsTests(PostgresServer server) {
        this.server = server;
    }

    @Override
    RegistryPlace place(Path files) {
        return new RegistryPlace(files.resolve("home/registry.db"), Secret.of(server.newDatabase()), "", Secret.of(""));
    }
}
