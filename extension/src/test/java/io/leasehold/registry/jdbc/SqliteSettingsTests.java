package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How the embedded database is set: what was committed lasts, what was deleted is gone, and nobody else reads it.
 *
 * <p>Requirement: P13.
 */
final class SqliteSettingsTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"synchronous, 2", "foreign_keys, 1", "secure_delete, 1", "journal_mode, wal", "busy_timeout, 5"})
    void everyConnectionIsSetSo(String setting, String value) throws SQLException {
        try (JdbcRegistry registry = StoreAddress.sqlite(folder).open();
                Connection connection = registry.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + setting)) {
            assertThat(row.getString(1)).isEqualTo(value);
        }
    }

    @Test
    void theFileAndItsFolderAreTheOwnersAndNotInVersionControl() throws Exception {
        Path home = folder.resolve("deep").resolve("home");

        StoreAddress.sqlite(home).open().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("registry.db"))))
                .isEqualTo("rw-------");
        assertThat(home.resolve(".gitignore")).hasContent("*");
    }

    @Test
    void whatWasOpenedIsNotFoundWhereNothingIs() {
        assertThat(Registries.existingFile(folder.resolve("registry.db"), Requests.clock()))
                .isEmpty();
        StoreAddress.sqlite(folder).open().close();

        assertThat(Registries.existingFile(folder.resolve("registry.db"), Requests.clock()))
                .hasValueSatisfying(registry -> {
                    assertThat(registry.place())
                            .isEqualTo(folder.resolve("registry.db").toString());
                    assertThat(registry.profiles()).isEmpty();
                    registry.close();
                });
    }
}
