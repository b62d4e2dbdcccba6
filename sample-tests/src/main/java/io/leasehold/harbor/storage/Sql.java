package io.leasehold.harbor.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements on one connection. Thread-confined: it must not outlive the work that it was given to. */
public final class Sql {
    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Makes a value of the current row. */
    public interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Runs a query and maps every row. */
    public <T> List<T> query(String statement, RowMapper<T> mapper, Object... arguments) {
        try (PreparedStatement prepared = prepare(statement, arguments);
                ResultSet rows = prepared.executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(mapper.map(rows));
            }
            return result;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Runs a query and maps its first row. */
    public <T> Optional<T> first(String statement, RowMapper<T> mapper, Object... arguments) {
        return query(statement, mapper, arguments).stream().findFirst();
    }

    /** Runs a query for one number. */
    public long number(String statement, Object... arguments) {
        return first(statement, row -> row.getLong(1), arguments).orElseThrow();
    }

    /** Changes rows and returns how many. */
    public int update(String statement, Object... arguments) {
        try (PreparedStatement prepared = prepare(statement, arguments)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private PreparedStatement prepare(String statement, Object... arguments) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        for (int i = 0; i < arguments.length; i++) {
            prepared.setObject(i + 1, arguments[i]);
        }
        return prepared;
    }

    private static StorageException failed(SQLException e) {
        return new StorageException("A database statement failed: " + e.getMessage(), e);
    }
}
