package io.leasehold.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Two committed changes of one row, with the durability that the registry asks for, and nothing else. */
final class PlainRow implements RegistryLoad.Turn {

    private final Connection connection;
    private final boolean embedded;
    private final int number;

    PlainRow(String place, int number) throws SQLException {
        this.embedded = !place.startsWith("jdbc:");
        this.number = number;
        this.connection = DriverManager.getConnection(embedded ? "jdbc:sqlite:" + place : place);
        if (embedded) {
            execute("PRAGMA busy_timeout = 20000");
            execute("PRAGMA synchronous = FULL");
        } else {
            connection.setAutoCommit(false);
        }
    }

    /** Makes the table. */
    static void prepare(String place, int rows) throws SQLException {
        try (PlainRow plain = new PlainRow(place, 0)) {
            if (plain.embedded) {
                plain.execute("PRAGMA journal_mode = WAL");
            }
            plain.begin();
            plain.execute("CREATE TABLE IF NOT EXISTS plain_row (number INTEGER PRIMARY KEY, state TEXT)");
            for (int row = 0; row < rows; row++) {
                plain.execute("INSERT INTO plain_row VALUES (" + row + ", 'free') ON CONFLICT DO NOTHING");
            }
            plain.commit();
        }
    }

    @Override
    public void take() throws SQLException {
        change("taken", number);
        change("free", number);
    }

    void change(String state, int row) throws SQLException {
        begin();
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE plain_row SET state = ? WHERE number = ?")) {
            update.setString(1, state);
            update.setInt(2, row);
            update.executeUpdate();
        }
        commit();
    }

    private void begin() throws SQLException {
        if (embedded) {
            execute("BEGIN IMMEDIATE");
        }
    }

    private void commit() throws SQLException {
        if (embedded) {
            execute("COMMIT");
        } else {
            connection.commit();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("A connection did not close.", e);
        }
    }
}
