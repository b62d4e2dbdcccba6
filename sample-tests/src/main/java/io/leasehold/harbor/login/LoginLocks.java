package io.leasehold.harbor.login;

import io.leasehold.harbor.storage.Database;
import io.leasehold.harbor.storage.Sql;
import java.time.Clock;
import java.time.Duration;

/** Locks an account for a while after wrong passwords in a row. Thread-safe. */
final class LoginLocks {
    private final Database database;
    private final Clock clock;
    private final LoginLimits limits;

    LoginLocks(Database database, Clock clock, LoginLimits limits) {
        this.database = database;
        this.clock = clock;
        this.limits = limits;
    }

    /** Returns how long the account stays locked; zero when it is not. */
    Duration remaining(String email) {
        return database.read(sql -> remaining(sql, email));
    }

    /** Counts a wrong password and returns how long the account is locked because of it. */
    Duration wrong(String email) {
        return database.write(sql -> {
            sql.update(
                    """
                    insert into login_lock (email, wrong, locked_until) values (?, 1, 0)
                    on conflict (email) do update set wrong = wrong + 1
                    """,
                    email);
            sql.update(
                    "update login_lock set wrong = 0, locked_until = ? where email = ? and wrong >= ?",
                    clock.instant().plus(limits.lockDuration()).toEpochMilli(),
                    email,
                    limits.wrongPasswords());
            return remaining(sql, email);
        });
    }

    /** Forgets wrong passwords, unless they locked the account meanwhile: then it returns for how long. */
    Duration right(String email) {
        return database.write(sql -> {
            sql.update("delete from login_lock where email = ? and locked_until <= ?", email, clock.millis());
            return remaining(sql, email);
        });
    }

    void reset() {
        database.write(sql -> sql.update("delete from login_lock"));
    }

    private Duration remaining(Sql sql, String email) {
        long until = sql.first("select locked_until from login_lock where email = ?", row -> row.getLong(1), email)
                .orElse(0L);
        return Duration.ofMillis(Math.max(0, until - clock.millis()));
    }
}
