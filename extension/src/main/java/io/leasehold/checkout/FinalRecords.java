package io.leasehold.checkout;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leasehold.ProfileId;
import io.leasehold.browser.ContextEnd;
import io.leasehold.browser.HostedContext;
import io.leasehold.evidence.EvidenceException;
import io.leasehold.evidence.ProfileEvidence;
import io.leasehold.registry.Ending;
import io.leasehold.registry.HeldLease;
import io.leasehold.registry.LeaseStatus;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes down where a profile's use ended, and has the session looked at once more where something speaks for it: a test
 * that failed last, or a tab that ended elsewhere than in the application. Thread-safe.
 */
final class FinalRecords implements Reservations.Departure {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");
    private static final String FILE = "final_state";

    private final CheckoutEvidence evidence;
    private final Reservations reservations;
    private final Map<ProfileId, LastLook> looks = new ConcurrentHashMap<>();
    private volatile boolean inHurry;

    FinalRecords(CheckoutEvidence evidence, Reservations reservations) {
        this.evidence = evidence;
        this.reservations = reservations;
    }

    void hurry() {
        inHurry = true;
    }

    /** Takes the last look at a context that is about to close. */
    void look(HostedContext host) {
        ProfileId profile = host.profile().id();
        Optional<ContextEnd> ended = host.end().filter(end -> end.cause() != ContextEnd.Cause.PROVIDER);
        evidence.log(profile, ended.map(end -> end.describe(profile.value())).orElse("its browser closes"));
        Optional<HeldLease> lease = reservations.kept(profile);
        if (inHurry || ended.isPresent() || lease.isEmpty() || reservations.isSettled(profile)) {
            return;
        }
        String place = reservations.lastPlace(profile);
        boolean elsewhere = !place.isEmpty() && !host.profile().isOrdinaryPlace(place);
        if (host.sessions().isSuspected() || elsewhere) {
            LastLook look = LastLook.at(host, elsewhere, evidence);
            looks.put(profile, look);
            look.ending().ifPresent(ending -> reservations.endsWith(profile, ending));
            evidence.log(profile, "looked once more: " + look.words());
        }
    }

    /** A run whose evidence has a hole is for a person to look at; what will be written is written before. */
    @Override
    public Ending before(HeldLease lease, Ending ending) {
        Optional<ProfileEvidence> folder = evidence.known(lease.profile());
        if (folder.isEmpty()) {
            return ending;
        }
        folder.get().log("given back: " + ending.reason());
        Ending known = withEvidence(folder.get(), ending);
        write(folder.get(), lease, known, LeaseStatus.after(known.kind().move()));
        return withEvidence(folder.get(), ending);
    }

    private static Ending withEvidence(ProfileEvidence folder, Ending ending) {
        return folder.problem()
                .map(cause -> {
                    Ending worse = new Ending(Ending.Kind.UNEXPLAINED, ending.reason()).worse(ending);
                    return new Ending(worse.kind(), ending.reason() + " evidence=failed(" + cause + ")");
                })
                .orElse(ending);
    }

    /** The registry has the last word, such as on a mutation that is still in flight. */
    @Override
    public void after(HeldLease lease, Ending ending, LeaseStatus status) {
        if (status != LeaseStatus.after(ending.kind().move())) {
            evidence.known(lease.profile()).ifPresent(folder -> write(folder, lease, ending, status));
        }
    }

    private void write(ProfileEvidence folder, HeldLease lease, Ending ending, LeaseStatus status) {
        try {
            folder.replace(FILE, record(lease, ending, status));
        } catch (EvidenceException e) {
            LOGGER.log(System.Logger.Level.WARNING, e.getMessage());
        }
    }

    private ObjectNode record(HeldLease lease, Ending ending, LeaseStatus status) {
        ProfileId profile = lease.profile();
        Optional<LastLook> look = Optional.ofNullable(looks.get(profile));
        String place = lastPlace(lease);
        return JsonNodeFactory.instance
                .objectNode()
                .put("profileId", profile.value())
                .put("taskId", reservations.task(profile).orElse(evidence.run().runId()))
                .put("runId", evidence.run().runId())
                .put("leaseId", lease.key().lease().value())
                .put("fencingToken", lease.key().fencingToken())
                .put("releaseStatus", status.code())
                .put("reason", ending.reason())
                .put(
                        "lastKnownUrl",
                        place.isEmpty() ? null : evidence.redactor().redactUrl(place))
                .put("sessionState", look.map(LastLook::words).orElse(null))
                .put("finalScreenshot", look.flatMap(LastLook::picture).orElse(null))
                .put("completedAt", evidence.now().toString());
    }

    /** A test that still runs when the run is told to end says where it is with its heartbeats. */
    private String lastPlace(HeldLease lease) {
        String now = lease.progress().url();
        return now.isEmpty() ? reservations.lastPlace(lease.profile()) : now;
    }
}
