package io.leasehold.harbor.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Counts the login attempts of the last minute, per account. Thread-safe. */
final class LoginThrottle {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private final int allowed;
    private final Map<String, Deque<Instant>> attempts = new HashMap<>();

    LoginThrottle(Clock clock, int allowed) {
        this.clock = clock;
        this.allowed = allowed;
    }

    /** Counts an attempt and returns zero, or refuses it and returns how long to wait. */
    synchronized Duration enter(String email) {
        Instant now = clock.instant();
        Deque<Instant> recent = attempts.computeIfAbsent(email, key -> new ArrayDeque<>());
        recent.removeIf(attempt -> !attempt.plus(WINDOW).isAfter(now));
        if (recent.size() >= allowed) {
            return Duration.between(now, recent.getFirst().plus(WINDOW));
        }
        recent.addLast(now);
        return Duration.ZERO;
    }

    synchronized void reset() {
        attempts.clear();
    }
}
