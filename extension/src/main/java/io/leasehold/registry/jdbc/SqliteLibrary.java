package io.leasehold.registry.jdbc;

import io.leasehold.RegistryException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteJDBCLoader;

/** The native library of the embedded database, which its driver unpacks anew for each JVM. */
final class SqliteLibrary {

    private SqliteLibrary() {}

    /**
     * Loads it, unless it is loaded. A connection of the driver would do so too, but only the first one that fails says
     * why: later ones end in a linkage error.
     *
     * @throws RegistryException when it cannot be loaded
     */
    static void load() {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception | LinkageError e) {
            String folder = System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"));
            throw new RegistryException(
                    "The database of the embedded registry cannot be loaded: " + e.getMessage()
                            + ". Its driver unpacks a native library into " + folder
                            + ", where this user must be allowed to write and the system to execute. Point"
                            + " -Dorg.sqlite.tmpdir to a folder where both are, or share a PostgreSQL by"
                            + " leasehold.registry.url.",
                    null,
                    e);
        }
    }

    /** Loads it, and the driver's classes with it. */
    static void warmUp() throws SQLException {
        load();
        SQLiteDataSource inMemory = new SQLiteDataSource();
        inMemory.setUrl("jdbc:sqlite::memory:");
        try (Connection connection = inMemory.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1")) {
            row.next();
        }
    }
}
