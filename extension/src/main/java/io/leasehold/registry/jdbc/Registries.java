package io.leasehold.registry.jdbc;

import io.leasehold.RegistryException;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ServerAcceptance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/** Opens registries. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Registries {

    private Registries() {}

    /**
     * Loads what a registry in a file needs, which takes a tenth of a second in each JVM, and makes none. What fails here
     * fails again, and is told, where one is opened.
     */
    public static void warmUpForFiles() {
        try {
            SqliteLibrary.warmUp();
        } catch (RegistryException | SQLException e) {
            // Whoever opens a registry is told.
        }
    }

    /**
     * Opens the registry in a file, and makes it where there is none.
     *
     * @throws io.leasehold.LeaseholdException when the file or its folder cannot be used
     */
    public static ProfileRegistry file(Path file, MachineClock clock) {
        RegistryFile.prepare(file);
        return JdbcRegistry.open(new SqliteDialect(file, clock), FailurePoints.NONE);
    }

    /**
     * Opens the registry on a server, and makes its tables where there are none.
     *
     * @param url a JDBC URL of PostgreSQL
     * @param user the server's user; empty when the URL says it
     * @param password the password; empty when the URL or the server's own means say it
     */
    public static ProfileRegistry server(String url, String user, String password) {
        return JdbcRegistry.open(new PostgresDialect(url, user, password), FailurePoints.NONE);
    }

    /** Opens the registry in a file, if there is one; makes no file. */
    public static Optional<ProfileRegistry> existingFile(Path file, MachineClock clock) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        RegistryFile.prepare(file);
        return JdbcRegistry.openExisting(new SqliteDialect(file, clock)).map(Function.identity());
    }

    /** Opens the registry on a server, if it has one; makes no tables. */
    public static Optional<ProfileRegistry> existingServer(String url, String user, String password) {
        return JdbcRegistry.openExisting(new PostgresDialect(url, user, password))
                .map(Function.identity());
    }

    /**
     * Says for a person that the server which answers now is the right one, though another wrote its tables. The leases
     * that it believes to be held are ended, and their profiles wait for a review.
     */
    public static ServerAcceptance acceptServer(String url, String user, String password, String person, String note) {
        PostgresDialect dialect = new PostgresDialect(url, user, password, new ServerGuard(false));
        Optional<JdbcRegistry> found = JdbcRegistry.openExisting(dialect);
        if (found.isEmpty()) {
            return ServerAcceptance.nothing(ServerAcceptance.Kind.NO_REGISTRY);
        }
        try (JdbcRegistry registry = found.get()) {
            return registry.acceptServer(person, note);
        }
    }

    /** Returns the version of the tables that this Leasehold works with. */
    public static int schemaVersion() {
        return Schema.VERSION;
    }
}
