package io.leasehold.registry.jdbc;

import io.leasehold.ProfileId;
import io.leasehold.profile.LoginBudget;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.LoginAccount;
import io.leasehold.registry.LoginAnswer;
import io.leasehold.registry.LoginCount;
import io.leasehold.registry.LoginRequest;
import io.leasehold.registry.LoginResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Counts the logins of accounts, each before it runs, so that one whose holder is gone counts as well. The profile's row
 * is locked before the account's, here and by a person's act.
 */
final class Logins {

    private final Rows rows;
    private final Tx tx;

    Logins(Rows rows) {
        this.rows = rows;
        this.tx = rows.tx();
    }

    /** What is known of an account besides its logins. */
    private record AccountRow(LoginAccount account, int refusals, String pauseEra, long pauseUntil) {

        static AccountRow read(ResultSet row) throws SQLException {
            return new AccountRow(
                    new LoginAccount(row.getString("account_id"), row.getString("origin")),
                    row.getInt("refusals"),
                    row.getString("pause_era"),
                    row.getLong("pause_until"));
        }

        /** A pause of another era has no end that could be told; it is over. */
        long pauseMillis(RegistryTime now) {
            return now.era().equals(pauseEra) ? Math.max(0, pauseUntil - now.count()) : 0;
        }
    }

    private record LoginRow(LoginCount.Login login, LoginBudget budget, String era, long begun) {

        static LoginRow read(ResultSet row) throws SQLException {
            return new LoginRow(
                    new LoginCount.Login(
                            Instant.ofEpochMilli(row.getLong("begun_at")),
                            row.getString("run_id"),
                            row.getString("host"),
                            LoginResult.Kind.of(row.getString("result"))),
                    LoginBudget.of(
                            row.getInt("budget_logins"),
                            Duration.ofMillis(row.getLong("budget_millis")),
                            row.getInt("budget_refusals")),
                    row.getString("begun_era"),
                    row.getLong("begun"));
        }

        /** One of another era began before this era did, so it is at least as old as the era. */
        long millisLeft(Duration per, RegistryTime now) {
            long age = now.era().equals(era) ? now.count() - begun : now.count();
            return per.toMillis() - age;
        }
    }

    LoginAnswer begin(LoginRequest request) throws SQLException {
        ProfileRow profile = rows.lock(request.lease().profile());
        if (!Rows.holds(profile, request.lease()) || profile.inspection().isUnderWay(tx.now())) {
            return new LoginAnswer.Lost("profile '" + profile.id() + "' is not the run's any more");
        }
        AccountRow account = lock(request.account());
        if (find(request).isPresent()) {
            // The answer to the first time was lost.
            return new LoginAnswer.Allowed();
        }
        RegistryTime now = tx.now();
        LoginCount count = count(account, request.budget(), now);
        Optional<LoginAnswer> denied = request.byHand() ? Optional.empty() : denied(account, count, now);
        if (denied.isPresent()) {
            tell(request, EventType.LOGIN_DENIED, words(count));
            return denied.get();
        }
        insert(request, now);
        forget(request.account(), now);
        tell(request, EventType.LOGIN_BEGUN, words(count(account, request.budget(), now)));
        return new LoginAnswer.Allowed();
    }

    private AccountRow lock(LoginAccount account) throws SQLException {
        tx.update(
                """
                INSERT INTO login_account (account, account_id, origin, refusals, pause_era, pause_until)
                VALUES (?, ?, ?, 0, '', 0) ON CONFLICT (account) DO NOTHING""",
                account,
                account.accountId(),
                account.origin());
        return tx.one("SELECT * FROM login_account WHERE account = ?" + tx.lockRow(), AccountRow::read, account)
                .orElseThrow(() -> new IllegalStateException("Account '" + account + "' has no row."));
    }

    private Optional<LoginRow> find(LoginRequest request) throws SQLException {
        return tx.one("SELECT * FROM account_login WHERE login_id = ?", LoginRow::read, request.id());
    }

    private Optional<LoginAnswer> denied(AccountRow account, LoginCount count, RegistryTime now) throws SQLException {
        if (count.refused() >= count.budget().refusals()) {
            return Optional.of(new LoginAnswer.Barred(count, quarantined(count.account())));
        }
        long pause = account.pauseMillis(now);
        if (pause > 0) {
            return Optional.of(
                    new LoginAnswer.Paused(Instant.ofEpochMilli(now.wall() + pause), Duration.ofMillis(pause)));
        }
        if (count.logins() < count.budget().logins()) {
            return Optional.empty();
        }
        LoginRow first =
                within(count.account(), count.budget(), now).get(count.budget().logins() - 1);
        long left = first.millisLeft(count.budget().per(), now);
        return Optional.of(
                new LoginAnswer.Spent(count, Instant.ofEpochMilli(now.wall() + left), Duration.ofMillis(left)));
    }

    private Optional<ProfileId> quarantined(LoginAccount account) throws SQLException {
        return tx
                .list(
                        """
                        SELECT profile_id FROM profile WHERE state = 'quarantined'
                            AND profile_id IN (SELECT profile_id FROM account_login WHERE account = ?)
                        ORDER BY profile_id""",
                        row -> new ProfileId(row.getString(1)),
                        account)
                .stream()
                .findFirst();
    }

    /** Returns the logins that count, the newest first. */
    private List<LoginRow> within(LoginAccount account, LoginBudget budget, RegistryTime now) throws SQLException {
        return latest(account, LoginBudget.MOST).stream()
                .filter(row -> row.millisLeft(budget.per(), now) > 0)
                .toList();
    }

    private List<LoginRow> latest(LoginAccount account, int most) throws SQLException {
        return tx.list(
                "SELECT * FROM account_login WHERE account = ? ORDER BY number DESC LIMIT ?",
                LoginRow::read,
                account,
                most);
    }

    private void insert(LoginRequest request, RegistryTime now) throws SQLException {
        LeaseRecord lease = lease(request);
        tx.updateOne(
                """
                INSERT INTO account_login (login_id, account, profile_id, run_id, host, begun_at, begun_era, begun,
                    budget_logins, budget_millis, budget_refusals, result)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'begun')""",
                request.id(),
                request.account(),
                request.lease().profile(),
                lease.holder().runId(),
                lease.holder().host(),
                now.wall(),
                now.era(),
                now.count(),
                request.budget().logins(),
                request.budget().per().toMillis(),
                request.budget().refusals());
    }

    /** Removes what no budget counts any more. */
    private void forget(LoginAccount account, RegistryTime now) throws SQLException {
        long longest = LoginBudget.LONGEST.toMillis();
        tx.update(
                "DELETE FROM account_login WHERE account = ? AND begun_era = ? AND begun <= ?",
                account,
                now.era(),
                now.count() - longest);
        if (now.count() >= longest) {
            tx.update("DELETE FROM account_login WHERE account = ? AND begun_era <> ?", account, now.era());
        }
    }

    int end(LoginRequest request, LoginResult result) throws SQLException {
        rows.lock(request.lease().profile());
        int refusals = lock(request.account()).refusals();
        int ended = tx.update(
                "UPDATE account_login SET result = ? WHERE login_id = ? AND result = 'begun'",
                result.kind().code(),
                request.id());
        if (ended == 0) {
            return refusals;
        }
        int inRow = afterOneMore(refusals, result.kind());
        tx.updateOne("UPDATE login_account SET refusals = ? WHERE account = ?", inRow, request.account());
        if (!result.pause().isZero()) {
            RegistryTime now = tx.now();
            tx.updateOne(
                    "UPDATE login_account SET pause_era = ?, pause_until = ? WHERE account = ?",
                    now.era(),
                    now.count() + result.pause().toMillis(),
                    request.account());
        }
        tell(request, EventType.LOGIN_ENDED, words(result, inRow));
        return inRow;
    }

    private static int afterOneMore(int refusals, LoginResult.Kind kind) {
        return switch (kind) {
            case ACCEPTED -> 0;
            case REFUSED -> refusals + 1;
            case BEGUN, LIMITED, UNKNOWN -> refusals;
        };
    }

    /** A person has looked: the account may be tried again. */
    void forgive(ProfileId profile) throws SQLException {
        tx.update(
                """
                UPDATE login_account SET refusals = 0
                WHERE account IN (SELECT account FROM account_login WHERE profile_id = ?)""",
                profile);
    }

    /** Counts what the account has that the profile was signed in with last. */
    Optional<LoginCount> count(ProfileId profile) throws SQLException {
        Optional<AccountRow> account = tx
                .list(
                        """
                        SELECT a.* FROM login_account a JOIN account_login l ON l.account = a.account
                        WHERE l.profile_id = ? ORDER BY l.number DESC LIMIT 1""",
                        AccountRow::read,
                        profile)
                .stream()
                .findFirst();
        if (account.isEmpty()) {
            return Optional.empty();
        }
        LoginBudget budget = latest(account.get().account(), 1).get(0).budget();
        return Optional.of(count(account.get(), budget, tx.now()));
    }

    private LoginCount count(AccountRow account, LoginBudget budget, RegistryTime now) throws SQLException {
        List<LoginRow> within = within(account.account(), budget, now);
        Optional<LoginRow> first = within.isEmpty() ? Optional.empty() : Optional.of(within.get(within.size() - 1));
        return new LoginCount(
                account.account(),
                within.size(),
                budget,
                account.refusals(),
                first.map(LoginRow::login),
                latest(account.account(), 1).stream().map(LoginRow::login).findFirst());
    }

    private LeaseRecord lease(LoginRequest request) throws SQLException {
        return rows.lease(request.lease().lease().value()).orElseThrow().lease();
    }

    private void tell(LoginRequest request, EventType type, String reason) throws SQLException {
        LeaseRecord lease = lease(request);
        rows.event(rows.lock(request.lease().profile()), type, Optional.of(lease), Rows.actor(lease), reason);
    }

    private static String words(LoginCount count) {
        return count.logins() + " of " + count.budget().logins() + " logins within "
                + count.budget().per() + " of " + count.account() + ", " + count.refused() + " refused in a row.";
    }

    private static String words(LoginResult result, int refused) {
        return switch (result.kind()) {
            case BEGUN, UNKNOWN -> "Nobody can tell whether it was accepted.";
            case ACCEPTED -> "Accepted.";
            case REFUSED -> "Refused, " + refused + " in a row by now.";
            case LIMITED ->
                "The application had too many requests; no login for "
                        + result.pause().toSeconds() + " s.";
        };
    }
}
