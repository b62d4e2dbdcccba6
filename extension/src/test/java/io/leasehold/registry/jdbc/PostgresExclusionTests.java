package io.leasehold.registry.jdbc;

import io.leasehold.fixture.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

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

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WHOLE")
    void aRegistryWithAGuardTakenOutIsFoundOut(Variant variant) {
        assertThatItIsFoundOut(variant);
    }
}
