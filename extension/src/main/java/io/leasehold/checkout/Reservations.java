package io.leasehold.checkout;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.LeaseLostException;
import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.profile.Profile;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.Ending;
import io.leasehold.registry.Explanation;
import io.leasehold.registry.Finding;
import io.leasehold.registry.HeldLease;
import io.leasehold.registry.Inspector;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.LeaseTiming;
import io.leasehold.registry.ProfileEntry;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apiguardian.api.API;

/**
 * The profiles that this run has checked out, and the waiting for those that others have. Thread-safe; the desk closes
 * it, which gives all profiles back.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Reservations implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PLACE_KEPT = Duration.ofSeconds(5);
    private static final Duration RELEASE_LIMIT = Duration.ofSeconds(6);
    private static final Duration SAY_EVERY = Duration.ofSeconds(10);

    private final RunRegistry registry;
    private final Duration limit;
    private final BiConsumer<ProfileId, String> lost;
    private final Map<ProfileId, HeldLease> held = new ConcurrentHashMap<>();
    private final Map<ProfileId, Ending> endings = new ConcurrentHashMap<>();
    private volatile String reason = "The run ended.";
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * Begins with none.
     *
     * @param limit how long to wait for a profile
     * @param lost told when a lease turns out to be somebody else's, with the reason
     */
    public Reservations(RunRegistry registry, Duration limit, BiConsumer<ProfileId, String> lost) {
        this.registry = registry;
        this.limit = limit;
        this.lost = lost;
    }

    /** Looks at the session of a profile whose last lease ended without a word. */
    @FunctionalInterface
    interface RecoveryProbe {
        Finding look(Profile profile);
    }

    /** Returns the run's lease of a profile, if it has it. */
    public Optional<HeldLease> find(ProfileId profile) {
        return Optional.ofNullable(held.get(profile));
    }

    /**
     * Stops a test that is about to get a page of a profile which this run may not use any more.
     *
     * @throws LeaseLostException with the reason
     */
    public void requireLive(ProfileId profile) {
        find(profile).ifPresent(HeldLease::requireLive);
    }

    /** Notes what the end of the run has to say about a profile; the worst counts. */
    public void endsWith(ProfileId profile, Ending ending) {
        endings.merge(profile, ending, Ending::worse);
    }

    /** Takes a profile, and waits for it while others have it. */
    HeldLease take(Profile profile, RecoveryProbe probe) {
        HeldLease before = held.get(profile.id());
        if (before != null && before.lost().isEmpty()) {
            return before;
        }
        LeaseTiming timing = new LeaseTiming(profile.ttl());
        LeaseRequest request = LeaseRequest.of(entry(profile), registry.self(), "", profile.releasePolicy(), timing);
        Acquisition.Acquired acquired = acquire(profile, request, probe);
        HeldLease lease = registry.keeper().keep(acquired, timing, why -> lost.accept(profile.id(), why));
        refuseWhenFenced(profile, lease);
        held.put(profile.id(), lease);
        endings.remove(profile.id());
        return lease;
    }

    private void refuseWhenFenced(Profile profile, HeldLease lease) {
        Optional<String> refusal = registry.refusal(lease);
        if (refusal.isPresent()) {
            lease.release(new Ending(Ending.Kind.UNEXPLAINED, refusal.get()));
            String explanation =
                    registry.registry().find(profile.id()).map(Explanation::of).orElse(refusal.get());
            throw denied(profile, Reason.PROFILE_UNDER_REVIEW, explanation);
        }
    }

    private static ProfileEntry entry(Profile profile) {
        return new ProfileEntry(
                profile.id(),
                profile.accountId(),
                profile.platform().orElse(""),
                profile.group().orElse(""),
                "");
    }

    private Acquisition.Acquired acquire(Profile profile, LeaseRequest request, RecoveryProbe probe) {
        long start = System.nanoTime();
        long said = start;
        boolean inLine = false;
        try {
            while (true) {
                Acquisition answer = registry.registry().acquire(request);
                if (answer instanceof Acquisition.Acquired acquired) {
                    return acquired;
                }
                Acquisition.Unavailable unavailable = (Acquisition.Unavailable) answer;
                refuseWhenHopeless(profile, unavailable.status());
                if (System.nanoTime() - start > limit.toNanos() || stopped.getCount() == 0) {
                    throw denied(profile, Reason.PROFILE_UNAVAILABLE, tooLong(unavailable));
                }
                if (System.nanoTime() - said > SAY_EVERY.toNanos() || !inLine) {
                    said = System.nanoTime();
                    LOGGER.log(System.Logger.Level.INFO, "Waiting for " + profile.id() + ": " + reason(unavailable));
                }
                registry.registry()
                        .await(profile.id(), registry.self(), request.id().value(), PLACE_KEPT);
                inLine = true;
                if (!helped(profile, unavailable.status(), probe)) {
                    pause(profile);
                }
            }
        } catch (RuntimeException | Error e) {
            giveUp(request, inLine);
            throw e;
        }
    }

    /** A holder or an inspection may have left something to be settled: then there is no need to wait. */
    private boolean helped(Profile profile, ProfileStatus status, RecoveryProbe probe) {
        Inspector inspector = registry.inspector();
        if (status.state() == ProfileState.LEASED) {
            return inspector.expireWhenGone(status);
        }
        if (status.state() != ProfileState.STALE) {
            return false;
        }
        return inspector
                .inspect(profile.id(), lease -> probed(profile, lease, probe))
                .filter(finding -> finding.move().isPresent())
                .isPresent();
    }

    private static Finding probed(Profile profile, LeaseRecord lease, RecoveryProbe probe) {
        LOGGER.log(
                System.Logger.Level.INFO,
                "Lease " + lease.key().lease() + " of profile " + profile.id()
                        + " ended without a word; its session is looked at.");
        return probe.look(profile);
    }

    private void pause(Profile profile) {
        try {
            boolean ended = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            if (ended) {
                LOGGER.log(System.Logger.Level.DEBUG, "The run ends while it waits for " + profile.id() + ".");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeaseLostException("Interrupted while waiting for profile '" + profile.id() + "'.", e);
        }
    }

    /** One who gave up is never granted: not by what is still under way either. */
    private void giveUp(LeaseRequest request, boolean inLine) {
        try {
            if (inLine) {
                registry.registry().leave(request.id().value());
            }
            registry.registry()
                    .find(request.profile().id())
                    .flatMap(ProfileStatus::lease)
                    .filter(lease -> lease.key().lease().equals(request.id()))
                    .ifPresent(lease -> registry.registry()
                            .release(lease.key(), new Ending(Ending.Kind.EXPLAINED, "The waiter had given up.")));
        } catch (RegistryException e) {
            // It cannot be told; what may have been granted is missed at its deadline, and its place lapses.
            LOGGER.log(System.Logger.Level.DEBUG, "A waiter's place could not be given up: " + e.getMessage());
        }
    }

    private static void refuseWhenHopeless(Profile profile, ProfileStatus status) {
        Optional<Reason> reason =
                switch (status.state()) {
                    case REVIEW_REQUIRED -> Optional.of(Reason.PROFILE_UNDER_REVIEW);
                    case QUARANTINED -> Optional.of(Reason.PROFILE_QUARANTINED);
                    case DISABLED -> Optional.of(Reason.PROFILE_DISABLED);
                    case AVAILABLE, LEASED, STALE -> Optional.empty();
                };
        if (reason.isPresent()) {
            throw denied(profile, reason.get(), Explanation.of(status));
        }
    }

    private String tooLong(Acquisition.Unavailable unavailable) {
        String line = unavailable.ahead() == 0 ? "" : ", with " + unavailable.ahead() + " others waiting before";
        return "It did not become free within " + limit.toSeconds() + " s" + line + ". "
                + Explanation.of(unavailable.status());
    }

    private static String reason(Acquisition.Unavailable unavailable) {
        ProfileStatus status = unavailable.status();
        String line = unavailable.ahead() == 0 ? "" : ", " + unavailable.ahead() + " others wait before";
        return (status.state() == ProfileState.LEASED
                        ? Explanation.held(status)
                        : status.state().code())
                + line;
    }

    private static CheckoutDeniedException denied(Profile profile, Reason reason, String why) {
        return new CheckoutDeniedException(
                profile.id(), reason, "No page of profile '" + profile.id() + "' is handed out. " + why, null);
    }

    /** Gives up what is lost, so that the profile may be taken again. */
    void forget(ProfileId profile) {
        held.remove(profile);
    }

    /**
     * Ends all waiting.
     *
     * @param why what the records say of the run's end
     */
    public void stop(String why) {
        reason = why;
        stopped.countDown();
    }

    /** Gives all profiles back, each with what the run has to say about it. */
    @Override
    public void close() {
        stopped.countDown();
        held.forEach(this::release);
        held.clear();
        registry.close();
    }

    private void release(ProfileId profile, HeldLease lease) {
        Ending said = endings.getOrDefault(profile, new Ending(Ending.Kind.EXPLAINED, reason));
        Ending ending = said.worse(registry.browserEnding(lease));
        try {
            LeaseStatus status = released(lease, ending);
            if (status != LeaseStatus.RELEASED) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "Profile " + profile + " does not go back to the pool: " + ending.reason()
                                + " See: leasehold explain " + profile);
            }
        } catch (RegistryException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "Profile " + profile + " could not be given back, and is missed at its deadline: "
                            + e.getMessage());
        }
    }

    /** A registry that is away for a moment at the end of a run must not leave an account for a person to look at. */
    private static LeaseStatus released(HeldLease lease, Ending ending) {
        long start = System.nanoTime();
        while (true) {
            try {
                return lease.release(ending);
            } catch (RegistryException e) {
                if (System.nanoTime() - start > RELEASE_LIMIT.toNanos()) {
                    throw e;
                }
            }
        }
    }
}
