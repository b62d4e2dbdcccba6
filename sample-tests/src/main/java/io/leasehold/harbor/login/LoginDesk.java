package io.leasehold.harbor.login;

import io.leasehold.harbor.account.Account;
import io.leasehold.harbor.account.Accounts;
import io.leasehold.harbor.account.Credentials;
import io.leasehold.harbor.account.Passwords;
import io.leasehold.harbor.account.VerificationCode;
import io.leasehold.harbor.login.LoginResult.Outcome;
import io.leasehold.harbor.session.Session;
import io.leasehold.harbor.session.Sessions;
import io.leasehold.harbor.storage.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides who gets in. Thread-safe. */
public final class LoginDesk {
    private final Accounts accounts;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Clock clock;
    private final LoginThrottle throttle;
    private final LoginLocks locks;
    private final LoginMeter meter = new LoginMeter();
    private final LoginFaults faults = new LoginFaults();

    /** What the desk works with. */
    public record Parts(Database database, Accounts accounts, Sessions sessions, Passwords passwords, Clock clock) {}

    public LoginDesk(Parts parts, LoginLimits limits) {
        accounts = parts.accounts();
        sessions = parts.sessions();
        passwords = parts.passwords();
        clock = parts.clock();
        throttle = new LoginThrottle(clock, limits.loginsPerMinute());
        locks = new LoginLocks(parts.database(), clock, limits);
    }

    public LoginMeter meter() {
        return meter;
    }

    public LoginFaults faults() {
        return faults;
    }

    /** Forgets attempts, locks, counts and ordered trouble. */
    public void reset() {
        throttle.reset();
        locks.reset();
        meter.reset();
        faults.reset();
    }

    LoginResult password(String email, String password, Session session) {
        return metered(email, () -> checkPassword(email, password, session));
    }

    LoginResult code(String code, Session session) {
        return metered(session.account(), () -> checkCode(code, session));
    }

    private LoginResult metered(String email, Supplier<LoginResult> login) {
        meter.enter();
        try {
            LoginResult result = login.get();
            meter.count(result.outcome(), email);
            return result;
        } finally {
            meter.leave();
        }
    }

    private LoginResult checkPassword(String email, String password, Session session) {
        if (!faults.waitAsOrdered() || faults.takeFailure(email)) {
            return LoginResult.of(Outcome.BROKEN);
        }
        Optional<Credentials> credentials = accounts.credentials(email);
        if (credentials.isEmpty()) {
            passwords.pretend(password);
            return LoginResult.of(Outcome.WRONG);
        }
        Duration wait = throttle.enter(email);
        if (!wait.isZero()) {
            return LoginResult.refused(Outcome.TOO_MANY, wait);
        }
        Duration locked = locks.remaining(email);
        if (!locked.isZero()) {
            return LoginResult.refused(Outcome.LOCKED, locked);
        }
        boolean right = passwords.matches(password, credentials.get().passwordHash());
        return right ? letIn(credentials.get().account(), session) : wrong(email);
    }

    private LoginResult letIn(Account account, Session session) {
        if (account.twoFactor()) {
            return LoginResult.opened(Outcome.CHALLENGE, sessions.challenge(session, account));
        }
        return signIn(account, session);
    }

    private LoginResult checkCode(String code, Session session) {
        Credentials credentials = accounts.credentials(session.account()).orElseThrow();
        Duration locked = locks.remaining(session.account());
        if (!locked.isZero()) {
            return LoginResult.refused(Outcome.LOCKED, locked);
        }
        boolean right = VerificationCode.matches(code, clock.instant(), credentials.verificationSecret());
        return right ? signIn(credentials.account(), session) : wrong(session.account());
    }

    // Guesses that ran beside this one may have locked the account since it was looked at.
    private LoginResult signIn(Account account, Session session) {
        Duration locked = locks.right(account.email());
        return locked.isZero()
                ? LoginResult.opened(Outcome.SIGNED_IN, sessions.signIn(session, account))
                : LoginResult.refused(Outcome.LOCKED, locked);
    }

    private LoginResult wrong(String email) {
        locks.wrong(email);
        return LoginResult.of(Outcome.WRONG);
    }
}
