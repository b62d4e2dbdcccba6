package io.leasehold.checkout;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.LeaseLostException;
import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.profile.Profile;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.Ending;
import io.leasehold.registry.Finding;
import io.leasehold.registry.HeldLease;
import io.leasehold.registry.Inspector;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * The profiles that this run has checked out, and the waiting for those that others have. Thread-safe; the desk closes
 * it, which gives all profiles back.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Reservations implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");
    private static final Duration RELEASE_LIMIT = Duration.ofSeconds(6);
    private static final Duration RELEASE_PAUSE = Duration.ofMillis(200);
    private static final Executor RELEASING = task -> new Thread(task, "leasehold-release").start();
    private static final int MOST_NAMED = 5;
    private static final Pattern NO_PLACE = Pattern.compile("^(about|data|blob|javascript):");

    private final RunRegistry registry;
    private final Duration limit;
    private final BiConsumer<ProfileId, String> lost;
    private final Map<ProfileId, HeldLease> held = new ConcurrentHashMap<>();
    private final Map<ProfileId, Ending> endings = new ConcurrentHashMap<>();
    private volatile String reason = "The run ended.";
    private final Map<ProfileId, List<String>> unconfirmed = new ConcurrentHashMap<>();
    private final Map<ProfileId, String> tasks = new ConcurrentHashMap<>();
    private final Map<ProfileId, String> places = new ConcurrentHashMap<>();
    private final Map<ProfileId, Object> turns = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Unheard unheard = new Unheard(stopped);
    private final ProviderJobs jobs;
    private volatile Departure departure = Departure.UNSEEN;

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
        this.jobs = new ProviderJobs(registry, this, limit, stopped);
    }

    /** Stands by while profiles are waited for. */
    @FunctionalInterface
    interface Attendant {
        /** Looks at the session of a profile whose last lease ended without a word. */
        Finding look(Profile profile, Inspector.BrowserNote browser);

        /**
         * Makes ready what must be there before a profile is asked for.
         *
         * @throws io.leasehold.CheckoutDeniedException when it cannot be
         */
        default void beforeTaking(Profile profile) {}

        /** Hears that a name was refused before any profile was taken for it. */
        default void refused(CheckoutDeniedException denial) {}
    }

    /** Stands by when profiles are given back. */
    interface Departure {
        /** Nobody stands by. */
        Departure UNSEEN = new Departure() {};

        /** Returns with what the lease is to end, after a last word on it. */
        default Ending before(HeldLease lease, Ending ending) {
            return ending;
        }

        /** Hears how the lease ended. */
        default void after(HeldLease lease, Ending ending, LeaseStatus status) {}
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

    /** Returns the jobs that are done with the profiles. */
    public ProviderJobs jobs() {
        return jobs;
    }

    /** Notes what the end of the run has to say about a profile; the worst counts. */
    public void endsWith(ProfileId profile, Ending ending) {
        endings.merge(profile, ending, Ending::worse);
    }

    /** Notes a change that no test confirmed; it is told with the end of the profile's lease, which it does not worsen. */
    public void noteUnconfirmed(ProfileId profile, String mutation) {
        unconfirmed.computeIfAbsent(profile, id -> new CopyOnWriteArrayList<>()).add(mutation);
    }

    private Ending withUnconfirmed(ProfileId profile, Ending ending) {
        List<String> names = unconfirmed.getOrDefault(profile, List.of());
        if (names.isEmpty()) {
            return ending;
        }
        String shown =
                names.stream().limit(MOST_NAMED).map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        String more = names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "";
        return new Ending(ending.kind(), ending.reason() + " Mutations that no test confirmed: " + shown + more + ".");
    }

    /** Has somebody stand by when profiles are given back. */
    void departThrough(Departure witness) {
        departure = witness;
    }

    /** Tells whether it is known already that a profile does not go back to the pool. */
    boolean isSettled(ProfileId profile) {
        Ending said = endings.get(profile);
        return said != null && said.kind() != Ending.Kind.EXPLAINED;
    }

    /**
     * Notes where a tab of a profile was when it was given back.
     *
     * @param url may hold secrets; a blank page is no place
     */
    public void leftAt(ProfileId profile, String url) {
        if (!url.isEmpty() && !NO_PLACE.matcher(url).find()) {
            places.put(profile, url);
        }
    }

    /** Returns where the tab of a profile was that was given back last, or nothing; may hold secrets. */
    String lastPlace(ProfileId profile) {
        return places.getOrDefault(profile, "");
    }

    /** Notes what a profile is first used for, for the records of its lease. */
    void noteTask(ProfileId profile, String task) {
        tasks.putIfAbsent(profile, task);
    }

    /** Returns what a profile is first used for, if that has a name. */
    Optional<String> task(ProfileId profile) {
        return Optional.ofNullable(tasks.get(profile)).filter(task -> !task.isEmpty());
    }

    /** Takes a profile, and waits for it while others have it. */
    HeldLease take(Profile profile, Attendant attendant) {
        return take(new Wish(profile.id(), List.of(profile), task(profile.id()).orElse("")), attendant);
    }

    /** Takes the first profile of several that can be had, and waits for all of them while others have them. */
    HeldLease take(Wish wish, Attendant attendant) {
        return new ProfileWait(wish, this, registry, limit, stopped).take(attendant);
    }

    /** Returns the run's lease of a profile, unless it was lost. */
    Optional<HeldLease> kept(ProfileId profile) {
        return find(profile).filter(lease -> lease.lost().isEmpty());
    }

    /**
     * Asks for a profile once. Two threads of a run that want the same one get the same lease.
     *
     * @param refused told why it is not to be had now
     */
    Optional<HeldLease> attempt(Profile profile, LeaseRequest request, Consumer<Acquisition.Unavailable> refused) {
        synchronized (turns.computeIfAbsent(profile.id(), id -> new Object())) {
            Optional<HeldLease> before = kept(profile.id());
            if (before.isPresent()) {
                return before;
            }
            ProfileRegistry open = registry.registry();
            Acquisition answer = orGivenBack(open, request, () -> open.acquire(request));
            if (answer instanceof Acquisition.Acquired acquired) {
                HeldLease lease = orGivenBack(open, request, () -> registry.keeper()
                        .keep(acquired, request.timing(), why -> lost.accept(profile.id(), why)));
                if (isTrusted(lease)) {
                    return Optional.of(keep(profile, lease));
                }
                answer = orGivenBack(open, request, () -> open.acquire(request));
            }
            if (answer instanceof Acquisition.Unavailable unavailable) {
                refused.accept(unavailable);
            }
            return Optional.empty();
        }
    }

    /** Whatever fails, the lease may have been granted. */
    private <T> T orGivenBack(ProfileRegistry open, LeaseRequest request, Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException | Error e) {
            unheard.add("Lease " + request.id(), () -> giveBack(open, request));
            throw e;
        }
    }

    /** A lease that the registry should not have given is given back for a person to look at. */
    private boolean isTrusted(HeldLease lease) {
        try {
            Optional<String> refusal = registry.refusal(lease);
            refusal.ifPresent(why -> refuse(lease, new Ending(Ending.Kind.UNEXPLAINED, why)));
            return refusal.isEmpty();
        } catch (RuntimeException | Error e) {
            unheard.add("Lease " + lease.key().lease(), () -> giveBack(lease));
            throw e;
        }
    }

    /** Until the registry has heard it, whoever else gives the lease back says the same, and the next run refuses it, too. */
    private void refuse(HeldLease lease, Ending ending) {
        endsWith(lease.profile(), ending);
        giveBack(lease, ending);
    }

    /** Gives back what is used by nobody. What a person looks at next need not be refused a second time. */
    private LeaseStatus giveBack(HeldLease lease, Ending ending) {
        LeaseStatus status = lease.release(ending);
        if (status == LeaseStatus.REVIEW_REQUIRED) {
            registry.settled(lease);
        }
        return status;
    }

    /** Gives back what was granted and is used by nobody; its keeper hears it, too. */
    private Unheard.Found giveBack(HeldLease lease) {
        return found(giveBack(lease, unused(lease.profile())));
    }

    /** Gives back what was granted by an answer that nobody heard. */
    private Unheard.Found giveBack(ProfileRegistry open, LeaseRequest request) {
        ProfileId profile = request.profile().id();
        return open.find(profile)
                .flatMap(ProfileStatus::lease)
                .filter(lease -> lease.key().lease().equals(request.id()))
                .map(lease -> found(open.release(lease.key(), unused(profile))))
                .orElse(Unheard.Found.NOTHING);
    }

    private static Unheard.Found found(LeaseStatus status) {
        return status.isOver() ? Unheard.Found.UNDONE : Unheard.Found.NOT_NOW;
    }

    /** Hears that an inspection was begun, perhaps, whose answer nobody heard. */
    void inspectionUnheard(ProfileId profile) {
        unheard.add("An inspection of profile " + profile, () -> {
            registry.inspector().leave(profile);
            return Unheard.Found.UNDONE;
        });
    }

    private Ending unused(ProfileId profile) {
        Ending ending = new Ending(Ending.Kind.EXPLAINED, "Nobody heard that it was granted, and nobody used it.");
        return ending.worse(endings.getOrDefault(profile, ending));
    }

    private HeldLease keep(Profile profile, HeldLease lease) {
        held.put(profile.id(), lease);
        endings.remove(profile.id());
        return lease;
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

    /** Waits, and tells whether the run ended meanwhile. */
    boolean endsWithin(Duration wait) throws InterruptedException {
        return stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Gives all profiles back, each with what the run has to say about it. Once the registry has not answered for one, the
     * others are tried once and together: who ends a JVM does not wait for one after the other.
     */
    @Override
    public void close() {
        stopped.countDown();
        try {
            giveAllBack();
        } finally {
            registry.close();
        }
    }

    private void giveAllBack() {
        List<CompletableFuture<Void>> together = new ArrayList<>();
        boolean away = false;
        for (HeldLease lease : held.values()) {
            if (away) {
                together.add(CompletableFuture.runAsync(() -> release(lease, Duration.ZERO), RELEASING));
            } else {
                away = !release(lease, RELEASE_LIMIT);
            }
        }
        together.forEach(CompletableFuture::join);
        if (!away) {
            unheard.undoAll();
        }
        held.clear();
    }

    /** Returns whether the registry heard it. */
    private boolean release(HeldLease lease, Duration patience) {
        ProfileId profile = lease.profile();
        Ending said = endings.getOrDefault(profile, new Ending(Ending.Kind.EXPLAINED, reason));
        Ending all = withUnconfirmed(profile, said.worse(registry.browserEnding(lease)));
        Ending ending = departure.before(lease, all);
        try {
            LeaseStatus status = released(lease, ending, patience);
            departure.after(lease, ending, status);
            if (status != LeaseStatus.RELEASED) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "Profile " + profile + " does not go back to the pool: " + ending.reason()
                                + " See: leasehold explain " + profile);
            }
            return true;
        } catch (RegistryException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "Profile " + profile + " could not be given back, and is missed at its deadline: "
                            + e.getMessage());
            return false;
        }
    }

    /** A registry that is away for a moment at the end of a run must not leave an account for a person to look at. */
    private static LeaseStatus released(HeldLease lease, Ending ending, Duration patience) {
        long start = System.nanoTime();
        while (true) {
            try {
                return lease.release(ending);
            } catch (RegistryException e) {
                if (System.nanoTime() - start > patience.toNanos()) {
                    throw e;
                }
            }
            LockSupport.parkNanos(RELEASE_PAUSE.toNanos());
        }
    }
}
