package io.leasehold.browser;

import java.time.Instant;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A session that ended in mid-run. Immutable.
 *
 * @param generation which login of the context it was, counted from one
 * @param at when its first sign was seen, or else when a look found it
 * @param sign what was seen, if a lease saw anything before the look
 * @param row the timeline's row about it
 * @param healedAt when it was signed in again, if it was
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record SessionLoss(
        long generation, Instant at, Optional<SessionSign> sign, long row, Optional<Instant> healedAt) {

    SessionLoss healed(Instant when) {
        return new SessionLoss(generation, at, sign, row, Optional.of(when));
    }

    /** Puts it into a sentence. */
    public String describe(String profile) {
        String saw = sign.map(SessionSign::toString).orElse("a look found it signed out");
        String then = healedAt.map(when -> "signed in again at " + when + ", later tests run on it.")
                .orElse("signing in again has not succeeded, which later tests are told.");
        return "The session of profile '" + profile + "' ended at " + at + " (generation " + generation + "): " + saw
                + "; " + then + (row > 0 ? " See row " + row + " of timeline.jsonl." : "");
    }
}
