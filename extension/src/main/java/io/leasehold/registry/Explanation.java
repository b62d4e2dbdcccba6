package io.leasehold.registry;

import java.time.Duration;
import java.time.Instant;
import org.apiguardian.api.API;

/** Says in plain words why a profile is where it is, since when, because of whom, and what to do. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Explanation {

    private Explanation() {}

    /** Explains a profile's state. */
    public static String of(ProfileStatus status) {
        String since = " since " + status.since();
        return switch (status.state()) {
            case AVAILABLE -> "It is available" + since + lastUse(status) + ".";
            case LEASED -> "It is " + held(status) + ". Wait until it is given back.";
            case STALE ->
                "It is stale" + since + because(status) + lastUse(status)
                        + ". The next checkout inspects it; if it stays so, see what holds it with"
                        + command("explain", status) + " or settle it by force with"
                        + command("review", status) + " --return --force --note \"why\".";
            case REVIEW_REQUIRED ->
                "It waits for a person" + since + because(status) + lastUse(status) + ". Look at the account, then run"
                        + command("review", status) + " --return --note \"what you saw\".";
            case QUARANTINED ->
                "It is quarantined" + since + because(status) + lastUse(status)
                        + ". Put the account in order, then run" + command("review", status)
                        + " --return --note \"what you did\".";
            case DISABLED ->
                "It is disabled" + since + because(status) + ". To use it again, run" + command("enable", status)
                        + " --note \"why\", and then" + command("review", status)
                        + " --return --note \"what you saw\".";
        };
    }

    private static String command(String verb, ProfileStatus status) {
        return " leasehold " + verb + " " + status.id();
    }

    private static String because(ProfileStatus status) {
        String reason = status.reason().strip();
        return reason.isEmpty()
                ? ""
                : ": " + (reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason);
    }

    /** Says who holds it, in one clause: {@code held by run r on host h for 32 s, step 'export', renews in 8 s}. */
    public static String held(ProfileStatus status) {
        return status.lease()
                .map(lease -> "held by run " + lease.holder().runId() + " on host "
                        + lease.holder().host() + " (process "
                        + lease.holder().process().pid() + ") for "
                        + seconds(lease.times().started(), status.now()) + step(lease) + ", renews within "
                        + seconds(status.now(), lease.times().expires()))
                .orElse("held");
    }

    private static String step(LeaseRecord lease) {
        Progress progress = lease.work().progress();
        String step = progress.step().isEmpty() ? "" : ", step '" + progress.step() + "'";
        return progress.url().isEmpty() ? step : step + " at " + progress.url();
    }

    private static String lastUse(ProfileStatus status) {
        return status.lease()
                .map(lease -> ". Its last lease was " + lease.key().lease() + " of run "
                        + lease.holder().runId() + " on host " + lease.holder().host() + ", begun "
                        + lease.times().started() + step(lease))
                .orElse("");
    }

    private static String seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toSeconds()) + " s";
    }
}
