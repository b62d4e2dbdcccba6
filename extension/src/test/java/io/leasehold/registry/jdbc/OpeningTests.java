package io.leasehold.registry.jdbc;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.RegistryException;
import io.leasehold.fixture.Command;
import io.leasehold.fixture.PostgresServer;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** Opens a registry twice after it tried to load ahead of time; the arguments are its file and one for what it saw. */
    static final class Opener {
        private Opener() {}

        public static void main(String[] arguments) throws IOException {
            Registries.warmUpForFiles();
            Path unpacked = Path.of(System.getProperty("org.sqlite.tmpdir"));
            String loaded = Files.isDirectory(unpacked) && holdsALibrary(unpacked) ? "loaded" : "not loaded";
            Files.writeString(Path.of(arguments[1]), loaded + "\n");
            for (int time = 1; time <= 2; time++) {
                String seen = "opened";
                try {
                    Registries.file(Path.of(arguments[0]), new MachineClock(Clock.systemUTC()))
                            .close();
                } catch (RegistryException e) {
                    seen = String.valueOf(e.getMessage());
                }
                Files.writeString(Path.of(arguments[1]), seen + "\n", APPEND);
            }
        }

        private static boolean holdsALibrary(Path folder) throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.anyMatch(file -> file.getFileName().toString().startsWith("sqlite-"));
            }
        }
    }

    private static List<String> opened(Path folder, Path unpacked) throws IOException {
        Path seen = folder.resolve("seen.txt");
        assertThat(Command.run(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.sqlite.tmpdir=" + unpacked,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opener.class.getName(),
                        folder.resolve("registry.db").toString(),
                        seen.toString()))
                .isTrue();
        return Files.readAllLines(seen);
    }

    @Test
    void eachOpeningSaysThatTheDatabaseCannotBeLoaded(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing");

        List<String> seen = opened(folder, missing);

        assertThat(seen).hasSize(3).startsWith("not loaded");
        assertThat(seen.subList(1, 3)).allSatisfy(message -> assertThat(message)
                .startsWith(
                        "The database of the embedded registry cannot be loaded: No native library found for os.name=")
                .endsWith(
                        ". Its driver unpacks a native library into " + missing + ", where this user must be allowed to"
                                + " write and the system to execute. Point -Dorg.sqlite.tmpdir to a folder where both are, or"
                                + " share a PostgreSQL by leasehold.registry.url."));
    }

    @Test
    void whatWasLoadedAheadOfTimeIsOpened(@TempDir Path folder) throws IOException {
        assertThat(opened(folder, folder)).containsExactly("loaded", "opened", "opened");
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
