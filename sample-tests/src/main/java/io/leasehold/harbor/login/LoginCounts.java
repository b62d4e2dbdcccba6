package io.leasehold.harbor.login;

import java.util.Map;

/**
 * What happened at the login page since the start or the last reset.
 *
 * @param succeeded logins that ended signed in
 * @param failed wrong passwords and wrong codes
 * @param refused attempts that were not looked at: locked, too many, or made to fail
 * @param peakInFlight most logins at the same moment
 * @param succeededByAccount successful logins per e-mail address
 */
public record LoginCounts(
        long succeeded, long failed, long refused, int peakInFlight, Map<String, Long> succeededByAccount) {
    public LoginCounts {
        succeededByAccount = Map.copyOf(succeededByAccount);
    }

    /** Returns the successful logins of one account. */
    public long of(String email) {
        return succeededByAccount.getOrDefault(email, 0L);
    }
}
