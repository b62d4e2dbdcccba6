package io.leasehold.registry.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What differs between the databases. Thread-safe. */
interface Dialect {

    /** Names the database for messages: no user name, no password. */
    String place();

    /** Opens a connection that is ready for work, without automatic commits. */
    Connection connect() throws SQLException;

    /** Begins a transaction that writes; no other writes where this one does until it ends. */
    void begin(Connection connection) throws SQLException;

    /** Begins a transaction that sees one moment and writes nothing. */
    void beginReading(Connection connection) throws SQLException;

    /** Ends the transaction, and makes what it wrote last. */
    void commit(Connection connection) throws SQLException;

    /** Keeps all other processes from making or changing the tables while the work runs. */
    void alone(Connection connection, SchemaWork work) throws SQLException;

    /** Returns the database's own time; read after the lock was taken, it judges deadlines. */
    RegistryTime now(Connection connection) throws SQLException;

    /** Returns what a select is to end with so that the row is the transaction's. */
    String lockRow();

    /** Returns a query that counts the tables of the given name where this registry keeps its own. */
    String countTables(String name);

    /** Returns the type of a column that numbers its rows. */
    String numberedKey();

    /** Returns the statements that make the database itself refuse an illegal move. */
    List<String> moveGuard();

    /** Returns those that make it refuse an event that is no move, and a profile that begins or ends in another way. */
    List<String> eventGuard();

    /** Says what to do about an error, if that is known. */
    String advice(SQLException e);

    /** Tells what kind of trouble an error is. */
    Trouble trouble(SQLException e);

    /** What is done to the schema. */
    @FunctionalInterface
    interface SchemaWork {
        void run() throws SQLException;
    }

    /** Kinds of trouble. */
    enum Trouble {
        /** The same again may succeed. */
        PASSING,
        /** The connection is gone, and nobody knows whether the last commit was done. */
        CONNECTION,
        /** Trying again is of no use. */
        LASTING
    }
}
