package io.leasehold.registry.jdbc;

import io.leasehold.registry.MachineClock;
import java.nio.file.Path;
import java.time.Clock;

/** Where a registry is, in one word that a JVM can tell another: the path of a file, or a JDBC URL. */
record StoreAddress(String text) {

    static StoreAddress sqlite(Path folder) {
        return new StoreAddress(folder.resolve("registry.db").toString());
    }

    boolean isFile() {
        return !text.startsWith("jdbc:");
    }

    /** Names the kind of database. */
    String kind() {
        return isFile() ? "SQLite" : "PostgreSQL";
    }

    Path file() {
        return Path.of(text);
    }

    Dialect dialect() {
        return isFile()
                ? new SqliteDialect(file(), new MachineClock(Clock.systemUTC()))
                : new PostgresDialect(text, "", "");
    }

    JdbcRegistry open() {
        return open(FailurePoints.NONE);
    }

    JdbcRegistry open(FailurePoints points) {
        return open(dialect(), points);
    }

    JdbcRegistry open(Dialect dialect, FailurePoints points) {
        if (isFile()) {
            RegistryFile.prepare(file());
        }
        return JdbcRegistry.open(dialect, points);
    }
}
