package io.leasehold.readback;

import com.microsoft.playwright.Page;
import io.leasehold.ReadbackAccess;
import io.leasehold.ReadbackStrength;
import io.leasehold.readback.ReadbackFailure.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Judges one claim about a change. Confined to the page's thread, one use. */
final class Verdict {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ActedMutation acted;
    private final Options options;
    private final Claimed claim;
    private final String description;
    private final ReadbackAccess access;
    private final Reader reader;
    private long beganNanos = System.nanoTime();
    private int looks;

    Verdict(ActedMutation acted, Options options, Claimed claim, String description) {
        this.acted = acted;
        this.options = options;
        this.claim = claim;
        this.description = description;
        this.access = acted.access();
        this.reader = new Reader(acted, options);
    }

    /**
     * Judges.
     *
     * @throws ReadbackAssertionError when the claim does not hold
     */
    void reach() {
        ActedMutation.Settled settled = acted.settled(options, claim.expectation());
        beganNanos = System.nanoTime();
        Optional<Look> ofWrites = WriteChecks.problem(settled.settlement(), options, claim);
        if (ofWrites.isPresent()) {
            throw failed(settled, claim.strength(), withSight(ofWrites.get()));
        }
        for (ReadbackStrength step : ReadbackStrength.values()) {
            if (isTaken(step)) {
                Look look = lookUntil(step, beganNanos + options.within().toNanos());
                if (!look.isGood()) {
                    throw failed(settled, step, look);
                }
            }
        }
        String claimed = claim.isConfirmation() ? "" : "as rejected ";
        acted.change().confirm(claimed + claim.strength().phrase());
    }

    /** A page that the change closed has no reload; who asks for that alone is told so. */
    private boolean isTaken(ReadbackStrength step) {
        boolean weaker = step.compareTo(claim.strength()) < 0;
        boolean possible = step != ReadbackStrength.RELOAD || !acted.page().isClosed();
        return step == claim.strength() || (weaker && claim.cumulative() && possible);
    }

    /** A write that failed is reason enough; what the server shows then is told all the same, from one look. */
    private Look withSight(Look problem) {
        boolean seen = problem.problem().filter(Reason.REFUSED::equals).isPresent()
                && !acted.page().isClosed();
        if (!seen) {
            return problem;
        }
        looks++;
        Look look = reader.look(ReadbackStrength.RELOAD, claim, true);
        String shown = look.isGood() ? "what was expected" : look.shown();
        return problem.showing(shown).of(look.address(), look.answer()).with(look.picture());
    }

    private Look lookUntil(ReadbackStrength step, long deadlineNanos) {
        while (true) {
            boolean last = System.nanoTime() - deadlineNanos >= 0;
            looks++;
            Look look = reader.look(step, claim, last);
            if (look.isGood() || last) {
                return look;
            }
            pause();
        }
    }

    private void pause() {
        Page pump = acted.page().isClosed() ? access.leasedPage() : acted.page();
        pump.waitForTimeout((double) PAUSE.toMillis());
    }

    /**
     * Looks again and again, from where the claim was judged.
     *
     * @throws ReadbackAssertionError when it does not hold each time
     */
    void stays(Duration duration) {
        ActedMutation.Settled settled = acted.settled(options, claim.expectation());
        beganNanos = System.nanoTime();
        boolean last = false;
        while (!last) {
            pause();
            last = System.nanoTime() - beganNanos >= duration.toNanos();
            looks++;
            Look look = reader.look(claim.strength(), claim, true);
            if (!look.isGood()) {
                throw failed(settled, claim.strength(), later(look));
            }
        }
    }

    private Look later(Look look) {
        if (look.problem().filter(Reason.DIFFERENT::equals).isEmpty()) {
            return look;
        }
        String after = ReadbackMessage.seconds(sinceBegin());
        return new Look(
                Optional.of(Reason.CHANGED_LATER),
                "it held at first, and " + after + " later it does not",
                look.shown(),
                look.address(),
                look.answer(),
                look.picture());
    }

    private Duration sinceBegin() {
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }

    private ReadbackAssertionError failed(ActedMutation.Settled settled, ReadbackStrength step, Look look) {
        Reason reason = look.problem().orElseThrow();
        ReadbackFailure failure = FailureParts.of(acted, claim, settled, look, step)
                .failure(
                        reason,
                        new ReadbackFailure.Reading(
                                access.redactUrl(look.address()),
                                look.answer(),
                                settled.settlement().waited(),
                                looks == 0 ? Duration.ZERO : sinceBegin(),
                                looks));
        List<Path> kept = Pictures.keep(access, settled.picture(), look.picture(), failure.message());
        acted.change().fail();
        if (!settled.settlement().isPending()) {
            acted.change().end("not " + claim.claim().name().toLowerCase(Locale.ROOT) + " " + step.phrase());
        } else {
            acted.change().leaveInDoubt();
        }
        return new ReadbackAssertionError(description, FailureParts.with(failure, kept));
    }
}
