package io.leasehold.registry;

import io.leasehold.LeaseLostException;
import io.leasehold.ProfileId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Looks after profiles whose holder did not renew: whether the holder and its browser are gone, what was in flight, and,
 * where that leaves nothing against it, what the session looks like. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Inspector {

    /** How long an inspection may take before another may begin, unless its process is seen to have ended. */
    private static final Duration LIMIT = Duration.ofMinutes(6);

    private final ProfileRegistry registry;
    private final ProcessTable processes;
    private final LeaseHolder self;
    private final boolean oneMachine;

    /** Looks at a session, in a browser that it notes before it launches it and again when its processes are known. */
    @FunctionalInterface
    public interface Probe {
        Finding look(LeaseRecord lease, BrowserNote browser);
    }

    /** Notes where the browser of a probe can be found from outside. */
    @FunctionalInterface
    public interface BrowserNote {
        /**
         * Notes it.
         *
         * @param folder a folder that its processes name on their command lines
         * @param pids the processes of driver and browser, once they run
         * @throws LeaseLostException when another inspects by now: then the browser must not be there
         */
        void found(String folder, List<Long> pids);
    }

    /**
     * Makes an inspector.
     *
     * @param oneMachine whether all holders can only be on this machine
     */
    public Inspector(ProfileRegistry registry, ProcessTable processes, LeaseHolder self, boolean oneMachine) {
        this.registry = registry;
        this.processes = processes;
        this.self = self;
        this.oneMachine = oneMachine;
    }

    /**
     * Marks a lease stale before its deadline, when its holder can be seen to be gone.
     *
     * @return whether it did
     */
    public boolean expireWhenGone(ProfileStatus status) {
        Optional<LeaseRecord> gone = status.lease()
                .filter(lease -> status.state() == ProfileState.LEASED)
                .filter(lease -> processes.look(lease.holder().process(), oneMachine) == Sight.GONE);
        gone.ifPresent(lease -> registry.expire(
                lease.key(),
                "The process of its holder, " + lease.holder().process().pid() + " on host "
                        + lease.holder().host() + ", has ended."));
        return gone.isPresent();
    }

    /**
     * Inspects a stale profile and settles it, if that can be done.
     *
     * @param probe looks at the session in a browser of its own; asked only when nothing else speaks against the profile
     * @return whether this call settled or left it; nothing when another inspects it
     */
    public Optional<Finding> inspect(ProfileId profile, Probe probe) {
        Optional<Claim> claim =
                registry.claim(profile, self, LIMIT, process -> processes.look(process, oneMachine) == Sight.GONE);
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        Finding finding = Finding.blocked("The inspection was cut off.");
        try {
            LeaseRecord lease = claim.get().lease();
            finding = InspectionRules.decide(lease, look(lease))
                    .orElseGet(() -> probe.look(lease, browserOf(claim.get())));
        } finally {
            registry.settle(claim.get(), finding);
        }
        return Optional.of(finding);
    }

    /** Leaves a profile to the next inspection, when one that this holder began may have ended without a word. */
    public void leave(ProfileId profile) {
        registry.claim(profile, self, LIMIT, process -> false)
                .ifPresent(claim -> registry.settle(claim, Finding.blocked("The inspection was cut off.")));
    }

    private BrowserNote browserOf(Claim claim) {
        return (folder, pids) -> {
            List<ProcessMark> marks =
                    pids.stream().flatMap(pid -> processes.mark(pid).stream()).toList();
            if (!registry.noteProbe(claim, new BrowserMark(folder, marks))) {
                throw new LeaseLostException(
                        "Looking at the session of profile '" + claim.lease().profile()
                                + "' took too long, and another inspection has begun.",
                        null);
            }
        };
    }

    private InspectionRules.Sighting look(LeaseRecord lease) {
        Sight holder = processes.look(lease.holder().process(), oneMachine);
        List<Long> alive = lease.browser().processes().stream()
                .filter(mark -> processes.look(mark, oneMachine) == Sight.ALIVE)
                .map(ProcessMark::pid)
                .toList();
        if (alive.isEmpty()
                && holder != Sight.UNSEEN
                && !lease.browser().folder().isEmpty()
                && !lease.browser().isElsewhere()) {
            alive = processes.naming(lease.browser().folder());
        }
        // Where the holder's process can be seen, its browser's can, unless it never was among its own.
        Sight unfound = lease.browser().isElsewhere() ? Sight.UNSEEN : holder;
        Sight browser = alive.isEmpty() ? unfound : Sight.ALIVE;
        return new InspectionRules.Sighting(holder, browser, alive, mayReturn(lease));
    }

    private boolean mayReturn(LeaseRecord lease) {
        LeaseRecord.Times times = lease.times();
        Duration ttl = Duration.between(times.heartbeat(), times.expires());
        return registry.find(lease.profile())
                .filter(status -> status.now().isBefore(times.expires().plus(ttl)))
                .isPresent();
    }
}
