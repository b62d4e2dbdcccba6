package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.RegistryException;
import io.leasehold.fixture.PostgresServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A PostgreSQL with the tables of an earlier version. */
@ExtendWith(PostgresServer.Shared.class)
final class PostgresUpgradeTests extends UpgradeContract {

    private final PostgresServer server;

    PostgresUpgradeTests(PostgresServer server) {
        this.server = server;
    }

    @Test
    void whoDoesNotOwnTheTablesIsToldWhoMustOpenThem() throws SQLException {
        String url = server.newDatabase();
        try (JdbcRegistry registry = JdbcRegistry.open(new PostgresDialect(url, "", ""), FailurePoints.NONE)) {
            execute(registry, "UPDATE registry_info SET schema_version = 1");
            execute(registry, "CREATE ROLE guest LOGIN");
            execute(registry, "GRANT USAGE ON SCHEMA leasehold TO guest");
            execute(registry, "GRANT ALL ON ALL TABLES IN SCHEMA leasehold TO guest");
        }
        String guests = url.replace("user=postgres", "user=guest") + "&currentSchema=leasehold";

        assertThatThrownBy(() -> JdbcRegistry.open(new PostgresDialect(guests, "", ""), FailurePoints.NONE))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("must be owner of table profile")
                .hasMessageContaining("Tables that an older Leasehold made are brought up to date by the user who owns"
                        + " them: run 'leasehold doctor' as that one, once.");
    }

    @Override
    TestStore store() {
        return TestStore.postgres(server);
    }

    @Override
    List<String> withoutTheGuardOfEvents() {
        return List.of(
                "DROP FUNCTION refuse_illegal_event() CASCADE",
                "DROP FUNCTION refuse_illegal_beginning() CASCADE",
                "DROP FUNCTION keep_profiles() CASCADE");
    }
}
