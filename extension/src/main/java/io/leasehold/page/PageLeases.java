package io.leasehold.page;

import com.microsoft.playwright.PlaywrightException;
import io.leasehold.Access;
import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import io.leasehold.browser.ContextPin;
import io.leasehold.browser.ContextShelf;
import io.leasehold.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;

/** Gives tests their page leases. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class PageLeases {

    private final ContextShelf shelf;
    private final TabEvidence evidence;
    private final Duration acquireTimeout;
    private final LeaseCounts counts = new LeaseCounts();
    private final Map<ProfileId, AccessGate> gates = new ConcurrentHashMap<>();
    private final Set<ProfileId> leased = ConcurrentHashMap.newKeySet();

    public PageLeases(ContextShelf shelf, TabEvidence evidence, Duration acquireTimeout) {
        this.shelf = shelf;
        this.evidence = evidence;
        this.acquireTimeout = acquireTimeout;
    }

    /** Lets a test, or a class, in to a profile; the caller closes what it gets. */
    public ProfileHold hold(LeaseScope scope, Profile profile, Access access) {
        LeaseScope named = scope.withTestName(evidence.redact(scope.testName()));
        AccessGate gate = gates.computeIfAbsent(profile.id(), id -> new AccessGate(id.value()));
        AccessGate.Visit visit = gate.enter(named, access, acquireTimeout);
        try {
            ProfileHold hold = pinned(named, profile, visit);
            leased.add(profile.id());
            return hold;
        } catch (RuntimeException | Error e) {
            gate.leave(visit);
            throw e;
        }
    }

    /** Tries twice: a context whose browser went away is known to be gone only once somebody met it. */
    private ProfileHold pinned(LeaseScope scope, Profile profile, AccessGate.Visit visit) {
        try {
            return pinnedOnce(scope, profile, visit);
        } catch (PlaywrightException e) {
            if (!(e.getCause() instanceof IOException)) {
                throw e;
            }
            return pinnedOnce(scope, profile, visit);
        }
    }

    private ProfileHold pinnedOnce(LeaseScope scope, Profile profile, AccessGate.Visit visit) {
        ContextPin pin = shelf.pin(profile);
        try {
            return new ProfileHold(scope, visit, pin, this);
        } catch (RuntimeException | Error e) {
            if (e.getCause() instanceof IOException) {
                // Nobody listens at its socket any more.
                pin.context().noteEnd(Optional.empty());
            }
            pin.release();
            throw e;
        }
    }

    void leave(ProfileId profile, AccessGate.Visit visit) {
        AccessGate gate = gates.get(profile);
        if (gate != null) {
            gate.leave(visit);
        }
    }

    /** Returns the counts of the run. */
    public LeaseCounts counts() {
        return counts;
    }

    /** Tells whether any test asked for a page, whether it got one or not. */
    public boolean wasAskedFor() {
        return !gates.isEmpty();
    }

    /** Returns how many profiles were leased. */
    public int profiles() {
        return leased.size();
    }

    ContextShelf shelf() {
        return shelf;
    }

    TabEvidence evidence() {
        return evidence;
    }

    Path folder(ProfileHold hold, LeaseId lease) {
        return evidence.folder(hold.scope(), lease);
    }

    void secrets(Collection<String> values) {
        evidence.secrets(values);
    }
}
