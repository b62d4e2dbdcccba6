package io.leasehold.page;

import com.microsoft.playwright.PlaywrightException;
import io.leasehold.Access;
import io.leasehold.LeakException;
import io.leasehold.LeaseId;
import io.leasehold.LeaseLostException;
import io.leasehold.ProfileId;
import io.leasehold.browser.ContextPin;
import io.leasehold.browser.ContextShelf;
import io.leasehold.browser.HostedContext;
import io.leasehold.checkout.ProviderJobs;
import io.leasehold.checkout.Reservations;
import io.leasehold.profile.Profile;
import io.leasehold.registry.HeldLease;
import io.leasehold.timeline.Timeline;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** Gives tests their page leases. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class PageLeases {

    private static final Duration LOOK_LIMIT = Duration.ofSeconds(1);

    private final ContextShelf<HostedContext> shelf;
    private final RunRecords records;
    private final Limits limits;
    private final Desk desk;
    private final IdleLeases idle;
    private final Activities activities;
    private final Map<ProfileId, AccessGate> gates = new ConcurrentHashMap<>();
    private final Set<ProfileId> leased = ConcurrentHashMap.newKeySet();

    /**
     * What a run allows its leases.
     *
     * @param acquire how long a test waits for its turn at a profile
     * @param idleLease how long a lease may be unused before somebody says so
     * @param leaks what becomes of a test that leaves tabs open
     * @param mutations what it says about changes
     */
    public record Limits(Duration acquire, Duration idleLease, Leaks leaks, MutationTerms mutations) {}

    /**
     * What the checkout has to say while a run goes on.
     *
     * @param sessionCheck looks whether a context is still signed in, and signs in again
     * @param reservations the profiles that the run holds
     * @param routing finds the profile that a name stands for
     */
    public record Desk(
            Consumer<HostedContext> sessionCheck, Reservations reservations, Function<String, Profile> routing) {}

    /** Makes the leases of a run. */
    public PageLeases(ContextShelf<HostedContext> shelf, RunRecords records, Limits limits, Desk desk) {
        this.shelf = shelf;
        this.records = records;
        this.limits = limits;
        this.idle = new IdleLeases(limits.idleLease());
        this.desk = desk;
        this.activities = new Activities(records.evidence()::redact, records.evidence()::redactUrl);
    }

    /** Lets a test, or a class, in to a profile; the caller closes what it gets. */
    public ProfileHold hold(LeaseScope scope, Profile profile, Access access) {
        long asked = System.nanoTime();
        LeaseScope named = scope.withTestName(evidence().redact(scope.testName()));
        AccessGate gate = gate(profile);
        return held(profile, gate, gate.enter(named, access, limits.acquire()), asked);
    }

    /**
     * Lets a test in to another profile than its own for one look; the caller closes what it gets. It does not queue behind
     * those who wait for the profile alone: two tests that each hold what the other looks at would wait for each other.
     */
    ProfileHold witness(LeaseScope scope, Profile profile) {
        long asked = System.nanoTime();
        AccessGate gate = gate(profile);
        return held(profile, gate, gate.enterAsWitness(scope.witness(), limits.acquire()), asked);
    }

    private AccessGate gate(Profile profile) {
        return gates.computeIfAbsent(profile.id(), id -> new AccessGate(id.value()));
    }

    private ProfileHold held(Profile profile, AccessGate gate, AccessGate.Visit visit, long asked) {
        try {
            ProfileHold hold = pinned(profile, visit, asked);
            leased.add(profile.id());
            return hold;
        } catch (RuntimeException | Error e) {
            gate.leave(visit);
            throw e;
        }
    }

    /** Tries twice: a context whose browser went away is known to be gone only once somebody met it. */
    private ProfileHold pinned(Profile profile, AccessGate.Visit visit, long asked) {
        ContextPin<HostedContext> pin = healthyPin(profile);
        try {
            return opened(visit, pin, asked);
        } catch (PlaywrightException | LeaseLostException e) {
            boolean gone = pin.context().findEnd(LOOK_LIMIT).isPresent();
            pin.release();
            // A connection that was cut before anything of the test ran can be made anew.
            if (!gone && !(e instanceof LeaseLostException)) {
                throw e;
            }
        } catch (RuntimeException | Error e) {
            pin.release();
            throw e;
        }
        ContextPin<HostedContext> second = healthyPin(profile);
        try {
            return opened(visit, second, asked);
        } catch (RuntimeException | Error e) {
            second.release();
            throw e;
        }
    }

    private ContextPin<HostedContext> healthyPin(Profile profile) {
        ContextPin<HostedContext> pin = shelf.pin(profile);
        try {
            if (pin.context().isStuck()) {
                shelf.retire(pin.context());
                pin.release();
                pin = shelf.pin(profile);
            }
            checkSession(pin.context());
            desk.reservations().requireLive(profile.id());
            return pin;
        } catch (RuntimeException | Error e) {
            pin.release();
            throw e;
        }
    }

    private ProfileHold opened(AccessGate.Visit visit, ContextPin<HostedContext> pin, long asked) {
        ProfileHold hold = new ProfileHold(visit, pin, this, asked);
        try {
            hold.lease(0);
            idle.began(hold);
            activities.began(hold);
            ProfileId profile = hold.profile();
            reservation(profile).reportsFrom(() -> activities.now(profile));
            return hold;
        } catch (RuntimeException | Error e) {
            hold.abandon();
            throw e;
        }
    }

    /** Looks at all leases, and says of each that nobody has used for long where it was acquired; once. */
    public void warnOfIdleLeases() {
        idle.warn();
    }

    void ended(ProfileHold hold) {
        idle.ended(hold);
        activities.ended(hold);
    }

    /** Words what a test left open, where that is to fail it. */
    Optional<LeakException> leak(ProfileHold hold, List<String> leftOpen) {
        if (leftOpen.isEmpty() || limits.leaks() != Leaks.FAIL) {
            return Optional.empty();
        }
        String addresses = leftOpen.stream()
                .map(address -> address.isEmpty() ? "a tab" : evidence().redactUrl(address))
                .collect(Collectors.joining(", "));
        return Optional.of(new LeakException("The test left " + leftOpen.size()
                + (leftOpen.size() == 1 ? " tab" : " tabs") + " open that it had opened itself: " + addresses
                + ". They are closed now. Close them in the test, or set leasehold.leaks=close. [" + hold.describe()
                + "]"));
    }

    void leave(ProfileId profile, AccessGate.Visit visit) {
        AccessGate gate = gates.get(profile);
        if (gate != null) {
            gate.leave(visit);
        }
    }

    /** Returns the counts of the run. */
    public LeaseCounts counts() {
        return records.counts();
    }

    /** Tells whether any test asked for a page, whether it got one or not. */
    public boolean wasAskedFor() {
        return !gates.isEmpty();
    }

    /** Returns how many profiles were leased. */
    public int profiles() {
        return leased.size();
    }

    /** Returns the profile that a test calls so. */
    Profile profile(String name) {
        return desk.routing().apply(name);
    }

    MutationTerms mutationTerms() {
        return limits.mutations();
    }

    void noteUnconfirmed(ProfileId profile, String mutation) {
        desk.reservations().noteUnconfirmed(profile, mutation);
    }

    Activities activities() {
        return activities;
    }

    /** Returns the run's lease of a profile whose context is open. */
    HeldLease reservation(ProfileId profile) {
        return desk.reservations()
                .find(profile)
                .orElseThrow(() -> new LeaseLostException(
                        "Profile '" + profile + "' is not this run's any more. [profile=" + profile + "]", null));
    }

    /** Looks whether a context is still signed in, if there is reason to, and signs in again. */
    void checkSession(HostedContext context) {
        context.checkSession(desk.sessionCheck());
    }

    Timeline timeline() {
        return records.timeline();
    }

    Clock clock() {
        return records.clock();
    }

    void leftAt(ProfileId profile, String url) {
        desk.reservations().leftAt(profile, url);
    }

    ProviderJobs jobs() {
        return desk.reservations().jobs();
    }

    ContextShelf<HostedContext> shelf() {
        return shelf;
    }

    TabEvidence evidence() {
        return records.evidence();
    }

    Path folder(ProfileHold hold, LeaseId lease) {
        return evidence().folder(hold.scope(), lease);
    }

    void secrets(Collection<String> values) {
        evidence().secrets(values);
    }
}
