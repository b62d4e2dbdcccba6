package io.leasehold.checkout;

import io.leasehold.ProfileId;
import io.leasehold.evidence.EvidenceException;
import io.leasehold.evidence.ProfileEvidence;
import io.leasehold.evidence.Redactor;
import io.leasehold.evidence.RunFolder;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;

/** The folders that a run has for its profiles, each made when it is first needed. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class CheckoutEvidence {

    private final RunFolder run;
    private final Redactor redactor;
    private final Clock clock;
    private final Map<ProfileId, ProfileEvidence> open = new ConcurrentHashMap<>();

    /** Makes none yet. */
    public CheckoutEvidence(RunFolder run, Redactor redactor, Clock clock) {
        this.run = run;
        this.redactor = redactor;
        this.clock = clock;
    }

    RunFolder run() {
        return run;
    }

    Redactor redactor() {
        return redactor;
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * Returns a profile's folder, made and written to.
     *
     * @throws EvidenceException when that cannot be done; the next call tries again
     */
    ProfileEvidence ready(ProfileId profile) {
        return open.computeIfAbsent(profile, id -> ProfileEvidence.open(run, id, redactor, clock));
    }

    /** Returns a profile's folder, if it was made. */
    Optional<ProfileEvidence> known(ProfileId profile) {
        return Optional.ofNullable(open.get(profile));
    }

    /** Writes a line of a profile's log, if it has a folder. */
    void log(ProfileId profile, String text) {
        known(profile).ifPresent(evidence -> evidence.log(text));
    }
}
