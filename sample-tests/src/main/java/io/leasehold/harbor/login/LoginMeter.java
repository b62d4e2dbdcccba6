package io.leasehold.harbor.login;

import java.util.Map;
import java.util.TreeMap;

/** Counts logins. Thread-safe. */
public final class LoginMeter {
    private final Map<String, Long> succeeded = new TreeMap<>();
    private long failed;
    private long refused;
    private int inFlight;
    private int peak;

    synchronized void enter() {
        inFlight++;
        peak = Math.max(peak, inFlight);
    }

    synchronized void leave() {
        inFlight--;
    }

    synchronized void count(LoginResult.Outcome outcome, String email) {
        switch (outcome) {
            case SIGNED_IN -> succeeded.merge(email, 1L, Long::sum);
            case WRONG -> failed++;
            case LOCKED, TOO_MANY, BROKEN -> refused++;
            case CHALLENGE -> {}
        }
    }

    /** Returns the counts so far. */
    public synchronized LoginCounts counts() {
        long total = succeeded.values().stream().mapToLong(Long::longValue).sum();
        return new LoginCounts(total, failed, refused, peak, succeeded);
    }

    /** Starts again at zero; logins in flight stay counted as such. */
    public synchronized void reset() {
        succeeded.clear();
        failed = 0;
        refused = 0;
        peak = inFlight;
    }
}
