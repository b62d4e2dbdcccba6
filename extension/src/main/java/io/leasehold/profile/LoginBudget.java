package io.leasehold.profile;

import java.time.Duration;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How often an account may be signed in, by all runs that share a registry together. Immutable.
 *
 * @param logins how many logins may begin within the time
 * @param per the time
 * @param refusals after how many refused logins in a row nobody tries again
 * @param forEachSeat whether the number is for each seat of the account, because the profiles file gives none
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public record LoginBudget(int logins, Duration per, int refusals, boolean forEachSeat) {

    /** The longest time that logins are counted for. */
    public static final Duration LONGEST = Duration.ofDays(1);

    /** The highest number of logins that can be allowed. */
    public static final int MOST = 10_000;

    /** Enough for a run every minute, and too few for an account that is signed in again and again by mistake. */
    static final LoginBudget USUAL = new LoginBudget(60, Duration.ofHours(1), 3, true);

    /** Refuses numbers that no account could be used with. */
    public LoginBudget {
        if (logins < 1 || refusals < 1 || per.isZero() || per.isNegative() || per.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "A budget allows at least one login and one refusal, and counts for at most a day.");
        }
    }

    /** Makes a budget with a number that the profiles file gives. */
    public static LoginBudget of(int logins, Duration per, int refusals) {
        return new LoginBudget(logins, per, refusals, false);
    }

    LoginBudget forSeats(int seats) {
        return forEachSeat ? of(Math.min(MOST, logins * seats), per, refusals) : this;
    }
}
