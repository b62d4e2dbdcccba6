package io.leasehold.harbor.login;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** Trouble that was ordered for the next logins. Thread-safe. */
public final class LoginFaults {
    private final ConcurrentMap<String, Integer> failures = new ConcurrentHashMap<>();
    private volatile Duration delay = Duration.ZERO;

    /** Answers the next logins of an account with 500. */
    public void failNext(String email, int logins) {
        failures.put(email, logins);
    }

    /** Makes every login take longer, until it is set to zero. */
    public void delay(Duration longer) {
        delay = longer;
    }

    public void reset() {
        failures.clear();
        delay = Duration.ZERO;
    }

    /** Waits as long as was ordered; false when the server is stopped meanwhile. */
    boolean waitAsOrdered() {
        try {
            TimeUnit.MILLISECONDS.sleep(delay.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean takeFailure(String email) {
        boolean[] taken = {false};
        failures.computeIfPresent(email, (key, left) -> {
            taken[0] = true;
            return left > 1 ? left - 1 : null;
        });
        return taken[0];
    }
}
