package io.leasehold.registry.jdbc;

import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.Move;
import io.leasehold.registry.ServerAcceptance;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Keeps a registry to the server that wrote it. A server that was restored or took over from another may lack the last
 * leases, and would give their tokens again; it goes by another timeline then
 * (https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-TIMELINES), and nothing is written there
 * until a person has looked. A connection ends with the server that it is to, so each is looked at once; a pooler that
 * moves one to another server in between is not seen. Thread-safe.
 *
 * <p>A server that does not tell who it is, as some hosted ones do not, is not kept to.
 */
final class ServerGuard {

    /** Not allowed, not known, not supported there. */
    private static final Set<String> NOT_TOLD = Set.of("42501", "42883", "0A000");

    private static final String ONLY_READS = "25006";

    private final boolean refuses;
    private volatile String known = "";

    /**
     * Makes one for the connections of one registry.
     *
     * @param refuses whether another server is refused: not for the person who says that it is the right one
     */
    ServerGuard(boolean refuses) {
        this.refuses = refuses;
    }

    /** Looks at a new connection, in a transaction of its own. */
    void look(Connection connection, Dialect dialect) throws SQLException {
        Tx tx = new Tx(connection, dialect);
        boolean standby =
                tx.one("SELECT pg_is_in_recovery()", row -> row.getBoolean(1)).orElseThrow();
        if (standby) {
            throw new SQLException("It is a standby.", ONLY_READS);
        }
        String seen = identity(tx);
        connection.commit();
        refuseOther(known, seen, dialect.place());
    }

    /** Compares the server with what its tables say, in the transaction that opens them; the first one is noted. */
    void keep(Connection connection, Dialect dialect) throws SQLException {
        if (!refuses) {
            return;
        }
        Tx tx = new Tx(connection, dialect);
        String seen = identity(tx);
        String written = written(tx, "");
        refuseOther(written, seen, dialect.place());
        if (written.isEmpty() && !seen.isEmpty()) {
            write(tx, seen);
        }
        known = seen;
    }

    /**
     * Takes the server that answers for the right one. What it believes to be leased goes to a review, for nobody knows
     * what was done with it since.
     */
    static ServerAcceptance accept(Rows rows, LeaseEvent.Actor person, String note) throws SQLException {
        String seen = identity(rows.tx());
        if (seen.isEmpty()) {
            return ServerAcceptance.nothing(ServerAcceptance.Kind.NOT_TOLD);
        }
        // Of two people the second waits here, and finds it done.
        String written = written(rows.tx(), rows.tx().lockRow());
        if (written.isEmpty() || written.equals(seen)) {
            return ServerAcceptance.nothing(ServerAcceptance.Kind.KNOWN);
        }
        List<ProfileId> ended = new ArrayList<>();
        for (ProfileRow found : rows.all()) {
            ProfileRow row = rows.lock(found.id());
            if (Move.REVOKE.from(row.state()).isPresent()) {
                rows.move(row, Move.REVOKE, person, "Another server is accepted: " + note);
                ended.add(row.id());
            }
        }
        write(rows.tx(), seen);
        return new ServerAcceptance(ServerAcceptance.Kind.ACCEPTED, ended);
    }

    private static String written(Tx tx, String lock) throws SQLException {
        return tx.one("SELECT server FROM registry_info" + lock, row -> row.getString(1))
                .orElseThrow();
    }

    private static void write(Tx tx, String server) throws SQLException {
        tx.updateOne("UPDATE registry_info SET server = ?", server);
    }

    /** Returns the system and its timeline; empty when the server does not tell, which leaves the transaction whole. */
    private static String identity(Tx tx) throws SQLException {
        Connection connection = tx.connection();
        Savepoint before = connection.setSavepoint();
        try {
            return tx.one(
                            """
                            SELECT system_identifier || '/' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)
                            FROM pg_control_system()""",
                            row -> row.getString(1))
                    .orElseThrow();
        } catch (SQLException e) {
            if (!NOT_TOLD.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            connection.rollback(before);
            return "";
        }
    }

    private static void refuseOther(String written, String seen, String place) {
        if (!written.isEmpty() && !seen.isEmpty() && !written.equals(seen)) {
            throw new RegistryException(
                    "The server of the registry at " + place + " is not the one that wrote it: it was restored from a"
                            + " copy, took over from another, or was moved (system/timeline " + written + ", and now "
                            + seen
                            + "). Its last leases may be missing, so nobody can tell who holds which profile, and"
                            + " nothing is written. End the runs that use it, look at the accounts, and then say:"
                            + " leasehold accept-server --note \"what you saw\"",
                    null,
                    null);
        }
    }
}
