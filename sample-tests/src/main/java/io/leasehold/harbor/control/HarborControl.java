package io.leasehold.harbor.control;

import io.leasehold.harbor.account.Accounts;
import io.leasehold.harbor.account.Credentials;
import io.leasehold.harbor.account.VerificationCode;
import io.leasehold.harbor.login.LoginCounts;
import io.leasehold.harbor.login.LoginDesk;
import io.leasehold.harbor.session.SessionEnding;
import io.leasehold.harbor.session.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Watches and disturbs a running Harbor Supply from outside. Thread-safe. */
public final class HarborControl {
    private final LoginDesk desk;
    private final Sessions sessions;
    private final Accounts accounts;
    private final Clock clock;

    public HarborControl(LoginDesk desk, Sessions sessions, Accounts accounts, Clock clock) {
        this.desk = desk;
        this.sessions = sessions;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Returns what happened at the login page since the start or the last reset. */
    public LoginCounts logins() {
        return desk.meter().counts();
    }

    /** Lists the sessions that are signed in, oldest first. */
    public List<SessionSummary> sessions() {
        return sessions.signedIn().stream()
                .map(session -> new SessionSummary(session.handle(), session.account(), session.since()))
                .toList();
    }

    /** Lets one session run out; false when no such session is open. */
    public boolean expireSession(String handle) {
        return sessions.end(required(handle), SessionEnding.EXPIRED);
    }

    /** Lets all sessions of an account run out and returns how many there were. */
    public int expireSessions(String account) {
        return sessions.endAll(known(account), SessionEnding.EXPIRED);
    }

    /** Takes one session away, as an administrator would; false when no such session is open. */
    public boolean revokeSession(String handle) {
        return sessions.end(required(handle), SessionEnding.REVOKED);
    }

    /** Takes all sessions of an account away and returns how many there were. */
    public int revokeSessions(String account) {
        return sessions.endAll(known(account), SessionEnding.REVOKED);
    }

    /** Switches the verification code after the password on or off, for logins to come. */
    public void requireTwoFactor(String account, boolean on) {
        accounts.setTwoFactor(known(account), on);
    }

    /** Returns the code that the account's authenticator app would show now. */
    public String verificationCode(String account) {
        return VerificationCode.at(clock.instant(), credentials(account).verificationSecret());
    }

    /** Answers the next logins of an account with 500, before looking at the password. */
    public void failNextLogins(String account, int logins) {
        if (logins < 1) {
            throw new ControlRefusedException("The number of logins to fail must be positive, not " + logins + ".");
        }
        desk.faults().failNext(known(account), logins);
    }

    /** Makes every login take that much longer, until it is set to zero or reset. */
    public void delayLogins(Duration longer) {
        if (longer.isNegative()) {
            throw new ControlRefusedException("The delay of logins must not be negative, but is " + longer + ".");
        }
        desk.faults().delay(longer);
    }

    /** Forgets counts, attempts, locks and ordered trouble, and restores two-factor; sessions and data stay. */
    public void reset() {
        desk.reset();
        accounts.restoreTwoFactor();
    }

    private static String required(String handle) {
        if (handle.isEmpty()) {
            throw new ControlRefusedException("The handle of a session must not be empty.");
        }
        return handle;
    }

    private String known(String account) {
        return credentials(account).account().email();
    }

    private Credentials credentials(String account) {
        return accounts.credentials(account)
                .orElseThrow(() -> new ControlRefusedException("There is no account '" + account + "'."));
    }
}
