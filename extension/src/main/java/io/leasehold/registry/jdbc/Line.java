package io.leasehold.registry.jdbc;

import io.leasehold.ProfileId;
import java.sql.SQLException;

/**
 * Who waits for a profile, in the order of coming. A place that is not kept lapses; so does one that is kept for longer than
 * anybody may ask: the server's clock was set back since, and who is still there keeps it anew.
 */
final class Line {

    private static final long LONGEST_KEEP_MILLIS = 10_000;

    private final Tx tx;

    Line(Tx tx) {
        this.tx = tx;
    }

    void stand(ProfileId profile, String holder, String ticket, long keepMillis) throws SQLException {
        if (keepMillis > LONGEST_KEEP_MILLIS) {
            throw new IllegalArgumentException("A place in the line is kept for at most " + LONGEST_KEEP_MILLIS
                    + " ms at a time, not for " + keepMillis + " ms.");
        }
        RegistryTime now = tx.now();
        int kept = tx.update(
                "UPDATE profile_wait SET kept_era = ?, kept_until = ? WHERE ticket = ?",
                now.era(),
                now.count() + keepMillis,
                ticket);
        if (kept == 0) {
            tx.update(
                    """
                    DELETE FROM profile_wait
                    WHERE profile_id = ? AND (kept_era <> ? OR kept_until <= ? OR kept_until > ?)""",
                    profile,
                    now.era(),
                    now.count(),
                    now.count() + LONGEST_KEEP_MILLIS);
            tx.updateOne(
                    """
                    INSERT INTO profile_wait (ticket, profile_id, holder, kept_era, kept_until)
                    VALUES (?, ?, ?, ?, ?)""",
                    ticket,
                    profile,
                    holder,
                    now.era(),
                    now.count() + keepMillis);
        }
    }

    void leave(String ticket) throws SQLException {
        tx.update("DELETE FROM profile_wait WHERE ticket = ?", ticket);
    }

    /** Counts those whose place is kept and who came before; one who is not in the line is behind all of them. */
    int ahead(ProfileId profile, String ticket, RegistryTime now) throws SQLException {
        return tx
                .list(
                        """
                        SELECT ticket FROM profile_wait
                        WHERE profile_id = ? AND kept_era = ? AND kept_until > ? AND kept_until <= ?
                        ORDER BY place""",
                        row -> row.getString(1),
                        profile,
                        now.era(),
                        now.count(),
                        now.count() + LONGEST_KEEP_MILLIS)
                .stream()
                .takeWhile(other -> !other.equals(ticket))
                .toList()
                .size();
    }
}
