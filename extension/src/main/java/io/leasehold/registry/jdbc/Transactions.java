package io.leasehold.registry.jdbc;

import io.leasehold.RegistryException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs transactions to their end: what failed for a passing reason, or with a lost answer, is run again, so the work has
 * to come to the same when it was done before. An interrupt is put off until they have ended. Thread-safe.
 */
final class Transactions implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final long LEAST_PAUSE_NANOS = 20_000_000;
    private static final long MOST_PAUSE_NANOS = 150_000_000;

    private final Dialect dialect;
    private final Connections connections;
    private final FailurePoints points;

    Transactions(Dialect dialect, FailurePoints points) {
        this.dialect = dialect;
        this.connections = new Connections(dialect);
        this.points = points;
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Tx tx) throws SQLException;
    }

    /** Runs work that writes. */
    <T> T write(String what, Work<T> work) {
        return repeated(what, connection -> {
            dialect.begin(connection);
            T result = work.run(new Tx(connection, dialect));
            points.reached(what + ".beforeCommit");
            dialect.commit(connection);
            points.reached(what + ".afterCommit");
            return result;
        });
    }

    /** Runs work that only reads. */
    <T> T read(String what, Work<T> work) {
        return repeated(what, connection -> {
            dialect.beginReading(connection);
            T result = work.run(new Tx(connection, dialect));
            dialect.commit(connection);
            return result;
        });
    }

    /** Makes the tables, or finds them made. */
    void prepare(Schema schema) {
        repeated("open", connection -> {
            schema.prepare(connection);
            return true;
        });
    }

    /** Tells whether there are tables, and makes none. */
    boolean isPrepared(Schema schema) {
        return repeated("look", connection -> {
            dialect.beginReading(connection);
            boolean there = schema.isThere(connection);
            dialect.commit(connection);
            return there;
        });
    }

    @FunctionalInterface
    private interface Attempt<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T repeated(String what, Attempt<T> attempt) {
        long start = System.nanoTime();
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try {
                    return once(attempt);
                } catch (SQLException e) {
                    boolean lasting = dialect.trouble(e) == Dialect.Trouble.LASTING;
                    if (lasting || System.nanoTime() - start > PATIENCE.toNanos()) {
                        throw failure(what, e);
                    }
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LEAST_PAUSE_NANOS, MOST_PAUSE_NANOS));
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T once(Attempt<T> attempt) throws SQLException {
        Connection connection = connections.borrow();
        boolean whole = false;
        try {
            T result = attempt.on(connection);
            whole = true;
            return result;
        } finally {
            if (whole) {
                connections.giveBack(connection);
            } else {
                connections.discard(connection);
            }
        }
    }

    RegistryException failure(String what, SQLException e) {
        return new RegistryException(
                "The registry of profiles at " + dialect.place() + " did not carry out '" + what + "': "
                        + DatabaseWords.of(e) + dialect.advice(e) + " [sqlState=" + e.getSQLState() + " code="
                        + e.getErrorCode() + "]",
                e.getSQLState(),
                null);
    }

    @Override
    public void close() {
        connections.close();
    }
}
