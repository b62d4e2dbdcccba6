package io.leasehold.harbor.session;

import io.leasehold.harbor.account.Account;
import io.leasehold.harbor.storage.Database;
import io.leasehold.harbor.storage.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sessions in the database. Thread-safe. */
public final class Sessions {
    private static final Duration KEEP_UNUSED = Duration.ofHours(1);

    private final Database database;
    private final Clock clock;
    private final Duration lifetime;

    public Sessions(Database database, Clock clock, Duration lifetime) {
        this.database = database;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    public Duration lifetime() {
        return lifetime;
    }

    /** Finds the session of a cookie; one that is too old counts as ended. */
    public Optional<Session> find(String id) {
        return database.read(
                        sql -> sql.first("select * from session where key = ?", Sessions::session, Tokens.hash(id)))
                .map(this::orExpired);
    }

    /** Opens a session for a browser that nobody has signed in with, and returns its id. */
    public String openAnonymous() {
        return database.write(sql -> {
            sql.update(
                    "delete from session where stage in ('anonymous', 'challenge', 'ended') and since < ?",
                    clock.instant().minus(KEEP_UNUSED).toEpochMilli());
            return insert(sql, SessionStage.ANONYMOUS, "");
        });
    }

    /** Replaces a session by one that still owes the verification code, and returns the new id. */
    public String challenge(Session old, Account account) {
        return database.write(sql -> {
            delete(sql, old);
            return insert(sql, SessionStage.CHALLENGE, account.email());
        });
    }

    /** Replaces a session by one that is signed in, and returns the new id. */
    public String signIn(Session old, Account account) {
        return database.write(sql -> {
            delete(sql, old);
            if (account.singleSession()) {
                endAll(sql, account.email(), SessionEnding.SIGNED_IN_ELSEWHERE);
            }
            return insert(sql, SessionStage.SIGNED_IN, account.email());
        });
    }

    /** Ends the session with that key or handle; false when none is open. */
    public boolean end(String handle, SessionEnding ending) {
        return database.write(sql -> sql.update(
                        """
                        update session set stage = 'ended', ending = ?1, since = ?2
                        where substr(key, 1, length(?3)) = ?3 and stage in ('signed-in', 'challenge')
                        """,
                        ending.code(),
                        clock.millis(),
                        handle))
                > 0;
    }

    /** Ends every session of an account and returns how many there were. */
    public int endAll(String email, SessionEnding ending) {
        return database.write(sql -> endAll(sql, email, ending));
    }

    /** Lists the sessions that are signed in, oldest first. */
    public List<Session> signedIn() {
        return database
                .read(sql -> sql.query(
                        "select * from session where stage = 'signed-in' order by since, key", Sessions::session))
                .stream()
                .filter(session -> orExpired(session).stage() == SessionStage.SIGNED_IN)
                .toList();
    }

    private int endAll(Sql sql, String email, SessionEnding ending) {
        return sql.update(
                """
                update session set stage = 'ended', ending = ?, since = ?
                where account = ? and stage in ('signed-in', 'challenge')
                """,
                ending.code(),
                clock.millis(),
                email);
    }

    private String insert(Sql sql, SessionStage stage, String email) {
        String id = Tokens.random();
        sql.update(
                "insert into session (key, account, csrf_token, since, stage, ending) values (?, ?, ?, ?, ?, '')",
                Tokens.hash(id),
                email,
                Tokens.random(),
                clock.millis(),
                stage.code());
        return id;
    }

    private static void delete(Sql sql, Session session) {
        sql.update("delete from session where key = ?", session.key());
    }

    private Session orExpired(Session session) {
        boolean over = session.since().plus(lifetime).isBefore(clock.instant());
        return over && session.stage() != SessionStage.ENDED
                ? new Session(
                        session.key(),
                        SessionStage.ENDED,
                        session.account(),
                        session.csrfToken(),
                        session.since(),
                        SessionEnding.EXPIRED.code())
                : session;
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString("key"),
                SessionStage.ofCode(row.getString("stage")),
                row.getString("account"),
                row.getString("csrf_token"),
                Instant.ofEpochMilli(row.getLong("since")),
                row.getString("ending"));
    }
}
