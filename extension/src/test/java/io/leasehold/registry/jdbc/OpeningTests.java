package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.RegistryException;
import io.leasehold.fixture.PostgresServer;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opening a registry only to look makes none, and an address that cannot be opened is not told with its password.
 *
 * <p>Requirement: P12, P13.
 */
@ExtendWith(PostgresServer.Shared.class)
final class OpeningTests {

    private static final String CANARY = "hunter2-canary";

    @Test
    void lookingForAFileMakesNothing(@TempDir Path folder) {
        Path file = folder.resolve("home").resolve("registry.db");

        assertThat(Registries.existingFile(file, new MachineClock(Clock.systemUTC())))
                .isEmpty();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anExistingFileIsOpened(@TempDir Path folder) {
        MachineClock clock = new MachineClock(Clock.systemUTC());
        Path file = folder.resolve("home").resolve("registry.db");
        Registries.file(file, clock).close();

        Optional<ProfileRegistry> found = Registries.existingFile(file, clock);

        assertThat(found.orElseThrow().profiles()).isEmpty();
        found.orElseThrow().close();
    }

    @Test
    void lookingAtAnEmptyServerMakesNeitherSchemaNorTables(PostgresServer server) throws SQLException {
        String url = server.newDatabase();

        assertThat(Registries.existingServer(url, "", "")).isEmpty();
        assertThat(count(url, "SELECT COUNT(*) FROM pg_namespace WHERE nspname = 'leasehold'"))
                .isZero();

        Registries.server(url, "", "").close();
        Optional<ProfileRegistry> found = Registries.existingServer(url, "", "");
        assertThat(found.orElseThrow().profiles()).isEmpty();
        found.orElseThrow().close();
    }

    @Test
    void aTableOfThatNameInAnotherSchemaIsNoRegistry(PostgresServer server) throws SQLException {
        String url = server.newDatabase();
        execute(url, "CREATE TABLE public.registry_info (whatever TEXT)");

        assertThat(Registries.existingServer(url, "", "")).isEmpty();
        try (ProfileRegistry registry = Registries.server(url, "", "")) {
            assertThat(registry.profiles()).isEmpty();
        }
    }

    @Test
    void twoSchemasOfOneDatabaseAreTwoRegistries(PostgresServer server) throws SQLException {
        String url = server.newDatabase();
        execute(url, "CREATE SCHEMA one");
        execute(url, "CREATE SCHEMA two");
        Registries.server(url + "&currentSchema=one", "", "").close();

        assertThat(Registries.existingServer(url + "&currentSchema=two", "", ""))
                .isEmpty();
        Registries.server(url + "&currentSchema=two", "", "").close();

        assertThat(count(url, "SELECT COUNT(*) FROM pg_class WHERE relname = 'registry_info' AND relkind = 'r'"))
                .isEqualTo(2);
    }

    @Test
    void anAddressThatNoDriverUnderstandsIsNotToldWithItsPassword() {
        String url = "jdbc:postgresql://pat:" + CANARY + "@localhost:notAPort/shop?password=" + CANARY;

        assertThatThrownBy(() -> Registries.server(url, "", ""))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("localhost:notAPort")
                .hasMessageNotContaining(CANARY);
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
