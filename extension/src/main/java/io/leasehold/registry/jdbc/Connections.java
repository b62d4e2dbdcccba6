package io.leasehold.registry.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps a few open connections for the next transaction. Thread-safe. */
final class Connections implements AutoCloseable {

    private static final int MOST_IDLE = 3;

    private final Dialect dialect;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    Connections(Dialect dialect) {
        this.dialect = dialect;
    }

    Connection borrow() throws SQLException {
        synchronized (this) {
            if (closed) {
                throw new SQLException("The registry is closed.", "08003");
            }
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return dialect.connect();
    }

    void giveBack(Connection connection) {
        synchronized (this) {
            if (!closed && idle.size() < MOST_IDLE) {
                idle.push(connection);
                return;
            }
        }
        discard(connection);
    }

    void discard(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is gone already.
        }
    }

    @Override
    public void close() {
        Deque<Connection> open;
        synchronized (this) {
            closed = true;
            open = new ArrayDeque<>(idle);
            idle.clear();
        }
        open.forEach(this::discard);
    }
}
