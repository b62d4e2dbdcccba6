package io.leasehold.harbor.account;

import io.leasehold.harbor.storage.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The accounts in the database. Thread-safe. */
public final class Accounts {
    private final Database database;

    public Accounts(Database database) {
        this.database = database;
    }

    /** Creates the demo accounts, or gives them their flags and new password hashes. */
    public void seed(Map<String, String> hashesByEmail) {
        database.write(sql -> DemoAccounts.ALL.stream()
                .mapToInt(account -> sql.update(
                        """
                        insert into account (email, role, password_hash, verification_secret, two_factor, single_session)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (email) do update set password_hash = excluded.password_hash,
                          two_factor = excluded.two_factor, single_session = excluded.single_session
                        """,
                        account.email(),
                        account.role().label(),
                        Objects.requireNonNull(hashesByEmail.get(account.email()), "A demo account has no password."),
                        VerificationCode.newSecret(),
                        account.twoFactor(),
                        account.singleSession()))
                .sum());
    }

    public Optional<Account> find(String email) {
        return credentials(email).map(Credentials::account);
    }

    public Optional<Credentials> credentials(String email) {
        return database.read(sql -> sql.first("select * from account where email = ?", Accounts::credentials, email));
    }

    /** Switches the verification code after the password on or off; false when there is no such account. */
    public boolean setTwoFactor(String email, boolean on) {
        return database.write(sql -> sql.update("update account set two_factor = ? where email = ?", on, email)) == 1;
    }

    /** Gives every demo account the two-factor setting that it started with. */
    public void restoreTwoFactor() {
        DemoAccounts.ALL.forEach(account -> setTwoFactor(account.email(), account.twoFactor()));
    }

    private static Credentials credentials(ResultSet row) throws SQLException {
        var account = new Account(
                row.getString("email"),
                Role.ofLabel(row.getString("role")),
                row.getBoolean("two_factor"),
                row.getBoolean("single_session"));
        return new Credentials(account, row.getString("password_hash"), row.getString("verification_secret"));
    }
}
