package io.leasehold.harbor.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.sqlite.SQLiteConfig;

/** The SQLite file of the application: a few reading connections and one writing one. Thread-safe. */
public final class Database implements AutoCloseable {
    private static final int READERS = 4;
    private static final int BUSY_MILLIS = 10_000;

    private final List<Connection> all = new ArrayList<>();
    private final BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READERS);
    // Fair, because SQLite's own busy handler lets a late writer overtake one that has waited long.
    private final ReentrantLock writing = new ReentrantLock(true);
    private final Connection writer;

    private Database(Path file) throws SQLException {
        writer = connect(file);
        Schema.create(writer);
        writer.setAutoCommit(false);
        for (int i = 0; i < READERS; i++) {
            readers.add(connect(file));
        }
    }

    /** Opens the file, creating it and its tables where they are missing. */
    public static Database open(Path file) {
        try {
            return new Database(file);
        } catch (SQLException e) {
            throw new StorageException("The database could not be opened: " + e.getMessage(), e);
        }
    }

    private Connection connect(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        all.add(connection);
        return connection;
    }

    /** Runs statements that only read. */
    public <T> T read(Function<Sql, T> work) {
        Connection connection = borrow();
        try {
            return work.apply(new Sql(connection));
        } finally {
            readers.add(connection);
        }
    }

    /** Runs statements in one transaction, which is rolled back when the work throws. */
    public <T> T write(Function<Sql, T> work) {
        writing.lock();
        try {
            T result = work.apply(new Sql(writer));
            writer.commit();
            return result;
        } catch (SQLException e) {
            throw new StorageException("The change could not be stored: " + e.getMessage(), e);
        } finally {
            rollback();
            writing.unlock();
        }
    }

    private Connection borrow() {
        try {
            return readers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("Interrupted while waiting for a database connection.", e);
        }
    }

    private void rollback() {
        try {
            writer.rollback();
        } catch (SQLException e) {
            throw new StorageException("The transaction could not be ended: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            for (Connection connection : all) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new StorageException("The database could not be closed: " + e.getMessage(), e);
        } finally {
            writing.unlock();
        }
    }
}
