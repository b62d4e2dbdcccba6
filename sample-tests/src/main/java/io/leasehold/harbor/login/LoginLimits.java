package io.leasehold.harbor.login;

import java.time.Duration;

/**
 * How often an account may try to sign in.
 *
 * @param loginsPerMinute attempts of one account in a minute; the next is answered 429
 * @param wrongPasswords wrong passwords or codes in a row that lock an account
 * @param lockDuration how long it stays locked
 */
public record LoginLimits(int loginsPerMinute, int wrongPasswords, Duration lockDuration) {
    public static final LoginLimits DEFAULT = new LoginLimits(30, 5, Duration.ofMinutes(15));

    public LoginLimits {
        if (loginsPerMinute < 1 || wrongPasswords < 1 || lockDuration.isNegative() || lockDuration.isZero()) {
            throw new IllegalArgumentException("Login limits must be positive, not " + loginsPerMinute
                    + " logins per minute, " + wrongPasswords + " wrong passwords, locked for " + lockDuration + ".");
        }
    }
}
