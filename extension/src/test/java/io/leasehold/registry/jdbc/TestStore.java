package io.leasehold.registry.jdbc;

import io.leasehold.fixture.PostgresServer;
import io.leasehold.registry.MachineClock;
import java.nio.file.Path;
import java.time.Clock;

/** An empty database for one test, of either kind, that several registries can be opened on. */
final class TestStore {

    /** Opens another registry on it, as another JVM would. */
    @FunctionalInterface
    interface Opener {
        JdbcRegistry open(FailurePoints points);
    }

    private final Opener opener;

    private TestStore(Opener opener) {
        this.opener = opener;
    }

    static TestStore sqlite(Path folder) {
        return sqlite(folder, new MachineClock(Clock.systemUTC()));
    }

    static TestStore sqlite(Path folder, MachineClock clock) {
        Path file = folder.resolve("registry.db");
        return new TestStore(points -> {
            RegistryFile.prepare(file);
            return JdbcRegistry.open(new SqliteDialect(file, clock), points);
        });
    }

    static TestStore postgres(PostgresServer server) {
        String url = server.newDatabase();
        return new TestStore(points -> JdbcRegistry.open(new PostgresDialect(url, "", ""), points));
    }

    JdbcRegistry open() {
        return opener.open(FailurePoints.NONE);
    }

    JdbcRegistry open(FailurePoints points) {
        return opener.open(points);
    }
}
