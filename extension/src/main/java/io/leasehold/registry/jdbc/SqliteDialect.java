package io.leasehold.registry.jdbc;

import io.leasehold.RegistryException;
import io.leasehold.registry.LeaseTiming;
import io.leasehold.registry.LockedFile;
import io.leasehold.registry.MachineClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/**
 * One file for all JVMs of a machine. Deadlines are judged by the machine's own count, for the file has no clock.
 *
 * <p>The file must stay the one that was opened: after it was deleted and made anew, two processes would each have a
 * registry of its own, so every transaction looks (https://www.sqlite.org/howtocorrupt.html, section 2.4). The number of
 * a deleted file may be given to the next one, so every new connection asks the registry for its id as well.
 */
final class SqliteDialect implements Dialect {

    private static final int BUSY_MILLIS = 5;
    private static final long LEAST_LOOK_NANOS = 500_000;
    private static final long MOST_LOOK_NANOS = 5_000_000;

    private final Path file;
    private final MachineClock clock;
    private final SQLiteDataSource source;
    private volatile @Nullable Object identity;
    private volatile String registryId = "";
    private volatile boolean replaced;

    SqliteDialect(Path file, MachineClock clock) {
        this.file = file;
        this.clock = clock;
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        // An empty file in place of one that was deleted would pass for a new registry.
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        this.source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public Connection connect() throws SQLException {
        refuseAnotherFile();
        SqliteLibrary.load();
        Connection connection = source.getConnection();
        try {
            connection.setAutoCommit(true);
            refuseAnotherRegistry(connection);
            return connection;
        } catch (SQLException | RegistryException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * The driver's own transactions begin as readers, and one that turns into a writer fails at once when it is late. The
     * database's own waiting looks ever more rarely, so that among busy writers one can look in vain for seconds: this one
     * looks every few milliseconds.
     */
    @Override
    public void begin(Connection connection) throws SQLException {
        long deadline = System.nanoTime() + LeaseTiming.REGISTRY_TIMEOUT.toNanos();
        refuseAnotherFile();
        while (!begun(connection, deadline)) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LEAST_LOOK_NANOS, MOST_LOOK_NANOS));
        }
        refuseAnotherFile();
    }

    private boolean begun(Connection connection, long deadline) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            return true;
        } catch (SQLException e) {
            if (trouble(e) != Trouble.PASSING || System.nanoTime() - deadline > 0) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public void beginReading(Connection connection) throws SQLException {
        refuseAnotherFile();
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
        }
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("COMMIT");
        }
    }

    private void refuseAnotherFile() {
        @Nullable Object known = identity;
        if (known != null && (replaced || !known.equals(key()))) {
            throw anotherFile();
        }
    }

    private void refuseAnotherRegistry(Connection connection) throws SQLException {
        if (!registryId.isEmpty() && !registryId.equals(idOf(connection))) {
            throw anotherFile();
        }
    }

    private static String idOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT registry_id FROM registry_info")) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /** From then on for good: whatever takes its place is not what this process wrote to. */
    private RegistryException anotherFile() {
        replaced = true;
        return new RegistryException(
                "The registry file " + file + " was deleted or replaced while it was in use, so nobody can tell who"
                        + " holds which profile. Nothing is written any more. End all runs that use it, look at the"
                        + " accounts, and start again.",
                null,
                null);
    }

    private @Nullable Object key() {
        try {
            return Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class)
                    .fileKey();
        } catch (IOException e) {
            return "gone";
        }
    }

    /** Changing a new file to write-ahead logging does not wait for others who do the same, so one does it at a time. */
    @Override
    public void alone(Connection connection, SchemaWork work) throws SQLException {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        try {
            LockedFile.<Boolean, SQLException>use(lock, held -> {
                prepareAlone(connection, work);
                return true;
            });
        } catch (IOException e) {
            throw new SQLException(
                    "The lock file " + lock + " cannot be used: " + e.getClass().getSimpleName(), e);
        }
        identity = key();
    }

    private void prepareAlone(Connection connection, SchemaWork work) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout=" + LeaseTiming.REGISTRY_TIMEOUT.toMillis());
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA busy_timeout=" + BUSY_MILLIS);
        }
        begin(connection);
        work.run();
        commit(connection);
        registryId = idOf(connection);
    }

    @Override
    public RegistryTime now(Connection connection) {
        return new RegistryTime(clock.boot(), clock.millis(), clock.wallMillis());
    }

    @Override
    public String lockRow() {
        return "";
    }

    @Override
    public String countTables(String name) {
        return "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '" + name + "'";
    }

    @Override
    public String numberedKey() {
        return "INTEGER PRIMARY KEY AUTOINCREMENT";
    }

    @Override
    public List<String> moveGuard() {
        return List.of(
                """
                CREATE TRIGGER profile_moves BEFORE UPDATE OF state ON profile
                WHEN OLD.state <> NEW.state AND NOT EXISTS (
                    SELECT 1 FROM profile_move WHERE from_state = OLD.state AND to_state = NEW.state)
                BEGIN SELECT RAISE(ABORT, 'illegal move of a profile'); END""",
                """
                CREATE TRIGGER profile_tokens BEFORE UPDATE OF state, fencing_token ON profile
                WHEN NEW.fencing_token <> OLD.fencing_token + (OLD.state = 'available' AND NEW.state = 'leased')
                BEGIN SELECT RAISE(ABORT, 'illegal fencing token of a profile'); END""",
                """
                CREATE TRIGGER event_kept BEFORE DELETE ON lease_event
                BEGIN SELECT RAISE(ABORT, 'events are kept'); END""",
                """
                CREATE TRIGGER event_fixed BEFORE UPDATE ON lease_event
                BEGIN SELECT RAISE(ABORT, 'events are kept'); END""",
                // REPLACE deletes what is in its way, and tells no trigger of deletions.
                """
                CREATE TRIGGER event_not_replaced BEFORE INSERT ON lease_event
                WHEN EXISTS (SELECT 1 FROM lease_event WHERE profile_id = NEW.profile_id AND sequence = NEW.sequence)
                    OR EXISTS (SELECT 1 FROM lease_event WHERE ends_lease = NEW.ends_lease)
                BEGIN SELECT RAISE(ABORT, 'events are kept'); END""");
    }

    @Override
    public List<String> eventGuard() {
        return List.of(
                """
                CREATE TRIGGER event_moves BEFORE INSERT ON lease_event
                WHEN (NEW.from_state <> NEW.to_state
                        OR EXISTS (SELECT 1 FROM profile_move WHERE event_type = NEW.event_type))
                    AND NOT EXISTS (SELECT 1 FROM profile_move WHERE event_type = NEW.event_type
                        AND from_state = NEW.from_state AND to_state = NEW.to_state)
                BEGIN SELECT RAISE(ABORT, 'illegal event of a profile'); END""",
                """
                CREATE TRIGGER profile_begins BEFORE INSERT ON profile
                WHEN NEW.state <> 'available' OR NEW.fencing_token <> 0
                BEGIN SELECT RAISE(ABORT, 'illegal beginning of a profile'); END""",
                """
                CREATE TRIGGER profile_kept BEFORE DELETE ON profile
                BEGIN SELECT RAISE(ABORT, 'profiles are kept'); END""");
    }

    @Override
    public String advice(SQLException e) {
        return switch (SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff)) {
            case SQLITE_NOTADB ->
                " The file is no SQLite database, or its head is damaged, so nobody can tell who holds which profile. It"
                        + " is left as it is. Move it away to start with an empty one, once no run uses the accounts.";
            case SQLITE_CORRUPT ->
                " The file is damaged, so nobody can tell who holds which profile. It is left as it is. Save it, repair"
                        + " it with 'sqlite3 <file> .recover', or move it away once no run uses the accounts.";
            case SQLITE_FULL -> " The disk is full. Make room; what was committed is safe.";
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
                " Let this user write the file and its folder, or point leasehold.home to a folder that it may write.";
            case SQLITE_BUSY, SQLITE_LOCKED -> " Another process has the file locked" + LockOwners.of(file) + ".";
            case SQLITE_CONSTRAINT -> " The database itself refused it: please report this.";
            default -> "";
        };
    }

    @Override
    public Trouble trouble(SQLException e) {
        int code = e.getErrorCode() & 0xff;
        return code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code
                ? Trouble.PASSING
                : Trouble.LASTING;
    }
}
