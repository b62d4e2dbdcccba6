package io.leasehold.page;

import io.leasehold.Access;
import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import io.leasehold.browser.ContextPin;
import io.leasehold.browser.ContextShelf;
import io.leasehold.profile.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
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

    public PageLeases(ContextShelf shelf, TabEvidence evidence, Duration acquireTimeout) {
        this.shelf = shelf;
        this.evidence = evidence;
        this.acquireTimeout = acquireTimeout;
    }

    /** Lets a test, or a class, in to a profile; the caller closes what it gets. */
    public ProfileHold hold(LeaseScope scope, Profile profile, Access access) {
        AccessGate gate = gates.computeIfAbsent(profile.id(), id -> new AccessGate(id.value()));
        AccessGate.Visit visit = gate.enter(scope, access, acquireTimeout);
        try {
            ContextPin pin = shelf.pin(profile);
            try {
                return new ProfileHold(scope, visit, pin, this);
            } catch (RuntimeException e) {
                pin.release();
                throw e;
            }
        } catch (RuntimeException e) {
            gate.leave(visit);
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

    /** Returns how many profiles were leased. */
    public int profiles() {
        return gates.size();
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
