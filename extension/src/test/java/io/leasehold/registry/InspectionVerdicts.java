package io.leasehold.registry;

import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import io.leasehold.profile.ReleasePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the product's own rules of inspection come to, for an exploration of the protocol. */
public final class InspectionVerdicts {

    private final ReleasePolicy policy;
    private final Map<Question, Set<Optional<Move>>> known = new ConcurrentHashMap<>();

    /** Judges by a release policy. */
    public InspectionVerdicts(ReleasePolicy policy) {
        this.policy = policy;
    }

    /** What a lease left behind in the registry. */
    public record Left(boolean openMutation, boolean mutated, boolean browserIntended) {}

    private record Question(Left left, Sight holder, Sight browser, boolean mayReturn) {}

    /** Returns what may come of it; a probe of the session may say anything that a probe can. */
    public Set<Optional<Move>> of(Left left, Sight holder, Sight browser, boolean mayReturn) {
        return known.computeIfAbsent(new Question(left, holder, browser, mayReturn), this::decide);
    }

    private Set<Optional<Move>> decide(Question question) {
        InspectionRules.Sighting seen =
                new InspectionRules.Sighting(question.holder(), question.browser(), List.of(), question.mayReturn());
        return InspectionRules.decide(lease(question.left()), seen)
                .map(finding -> Set.of(finding.move()))
                .orElse(Set.of(Optional.of(Move.CLEAR), Optional.of(Move.REFER), Optional.of(Move.CONDEMN)));
    }

    private LeaseRecord lease(Left left) {
        ProcessMark process = new ProcessMark("boot", "namespace", 1, "1");
        return new LeaseRecord(
                new LeaseKey(new ProfileId("p"), new LeaseId("lease"), 1),
                "account",
                "",
                "",
                new LeaseHolder("holder", "host", process, "run"),
                policy,
                LeaseStatus.STALE,
                new LeaseRecord.Times(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, Optional.empty()),
                new LeaseRecord.Work(
                        Progress.NONE,
                        "",
                        left.mutated() || left.openMutation() ? 1 : 0,
                        left.openMutation() ? Optional.of("m") : Optional.empty()),
                left.browserIntended() ? new BrowserMark("/folder", List.of()) : BrowserMark.NONE);
    }
}
