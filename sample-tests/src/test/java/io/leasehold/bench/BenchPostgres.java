package io.leasehold.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that syncs its commits to the disk, started by the first row that needs it. Not thread-safe. */
final class BenchPostgres {

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final int ENDED_TICKS = 2;
    private static final double TICKS_A_SECOND = 100;

    private final Set<String> databases = new HashSet<>();
    private @Nullable EmbeddedPostgres server;

    /** Returns the URL of a database of this name, which is made on the first call. */
    String url(String name) {
        EmbeddedPostgres running = started();
        if (databases.add(name)) {
            try (Connection connection = running.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException("The database could not be made.", e);
            }
        }
        return running.getJdbcUrl("postgres", name);
    }

    private EmbeddedPostgres started() {
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server;
    }

    /** Returns the processor time that the server and all its processes, those that ended too, have used. */
    double processorSeconds() {
        ProcessHandle main = postmaster();
        return Stream.concat(Stream.of(main), main.descendants())
                .mapToDouble(BenchPostgres::seconds)
                .sum();
    }

    /** Asked while the session lives: its process is the one whose parent this is. */
    private ProcessHandle postmaster() {
        try (Connection connection = started().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow(() -> new IllegalStateException("No process of the server is to be seen."));
        } catch (SQLException e) {
            throw new IllegalStateException("The server does not tell its process.", e);
        }
    }

    private static double seconds(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double ticks = 0;
            for (int at = USER_TICKS; at <= SYSTEM_TICKS + ENDED_TICKS; at++) {
                ticks += Double.parseDouble(fields[at]);
            }
            return ticks / TICKS_A_SECOND;
        } catch (IOException e) {
            // It ended meanwhile; its parent counts it.
            return 0;
        }
    }
}
