package io.leasehold.registry.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One transaction: runs statements, and knows the database's time. Thread-confined; the runner ends it. */
final class Tx {

    private final Connection connection;
    private final Dialect dialect;

    Tx(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Returns the time now; ask after the row is locked. */
    RegistryTime now() throws SQLException {
        return dialect.now(connection);
    }

    Connection connection() {
        return connection;
    }

    String lockRow() {
        return dialect.lockRow();
    }

    int update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** Runs an update that has to meet one row: the caller holds the row and knows what it is. */
    void updateOne(String sql, Object... values) throws SQLException {
        int rows = update(sql, values);
        if (rows != 1) {
            throw new IllegalStateException(
                    "A guarded statement met " + rows + " rows where it had to meet one: " + sql);
        }
    }

    <T> List<T> list(String sql, Reader<T> reader, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        }
    }

    <T> Optional<T> one(String sql, Reader<T> reader, Object... values) throws SQLException {
        List<T> found = list(sql, reader, values);
        if (found.size() > 1) {
            throw new IllegalStateException("A key found " + found.size() + " rows: " + sql);
        }
        return found.stream().findFirst();
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int at = 0; at < values.length; at++) {
                set(statement, at + 1, values[at]);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void set(PreparedStatement statement, int at, Object value) throws SQLException {
        if (value instanceof Long number) {
            statement.setLong(at, number);
        } else if (value instanceof Integer number) {
            statement.setInt(at, number);
        } else {
            statement.setString(at, value.toString());
        }
    }
}
