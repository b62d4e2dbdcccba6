package io.leasehold.checkout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.LeaseholdException;
import io.leasehold.ProfileId;
import io.leasehold.browser.BrowserNotFoundException;
import io.leasehold.browser.SignIn;
import io.leasehold.evidence.EvidenceException;
import io.leasehold.evidence.ProfileEvidence;
import io.leasehold.registry.LeaseKey;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes down what became of checkouts, approved and denied alike: the first decision of a run, and each denial after it.
 * Thread-safe.
 */
final class CheckoutRecords {

    private static final String CHECKOUT = "checkout";
    private static final String MANIFEST = "profile_manifest";

    private final CheckoutEvidence evidence;
    private final Set<String> manifests = ConcurrentHashMap.newKeySet();
    private final Map<ProfileId, Decision> decisions = new ConcurrentHashMap<>();

    CheckoutRecords(CheckoutEvidence evidence) {
        this.evidence = evidence;
    }

    /** Returns what was decided last about a profile, if anything was. */
    Optional<Decision> decision(ProfileId profile) {
        return Optional.ofNullable(decisions.get(profile));
    }

    /**
     * Makes a profile's folder, and writes down what is expected of the profile.
     *
     * @throws EvidenceException when it cannot be written
     */
    void ready(Manifest manifest) {
        ProfileEvidence folder = evidence.ready(manifest.profileId());
        if (manifests.add(manifest.profileId() + " " + manifest.id())) {
            try {
                folder.write(MANIFEST, manifest.json());
            } catch (EvidenceException e) {
                manifests.remove(manifest.profileId() + " " + manifest.id());
                throw e;
            }
        }
    }

    /**
     * Writes down that all gates opened; a browser that is only opened anew is a line of the log.
     *
     * @throws EvidenceException when it cannot be written
     */
    void approved(Checkout checkout) {
        ProfileId profile = checkout.profile().id();
        ProfileEvidence folder = evidence.ready(profile);
        folder.log(line(checkout, (checkout.isAgain() ? "opened again" : "approved")));
        if (checkout.isAgain()) {
            return;
        }
        ObjectNode record = record(checkout, Optional.empty());
        folder.write(CHECKOUT, record);
        decisions.put(profile, new Decision(record, Optional.empty(), Optional.of(folder.folder())));
    }

    /** Writes down which gate did not open and why, as far as there is a folder; never throws for that. */
    void denied(Checkout checkout, LeaseholdException why) {
        ProfileId profile = checkout.profile().id();
        String gate = checkout.at().map(Gate::code).orElse("no gate");
        evidence.log(
                profile, line(checkout, "denied at " + gate + ": " + reason(why).code()));
        write(profile, record(checkout, Optional.of(why)), why);
    }

    /** Writes down a denial that came outside of a checkout. */
    void denied(ProfileId profile, String occasion, Gate gate, LeaseholdException why) {
        evidence.log(
                profile,
                "denied by a " + occasion + " at " + gate.code() + ": "
                        + reason(why).code());
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        decided(record, Optional.of(why)).put("occasion", occasion).put("profileId", profile.value());
        record.put("runId", evidence.run().runId()).putArray("gates");
        record.put("stoppedAt", gate.code());
        write(profile, record.put("decidedAt", evidence.now().toString()), why);
    }

    private void write(ProfileId profile, ObjectNode record, LeaseholdException why) {
        Optional<ProfileEvidence> folder = evidence.known(profile);
        decisions.put(profile, new Decision(record, Optional.of(why), folder.map(ProfileEvidence::folder)));
        try {
            folder.ifPresent(one -> one.write(CHECKOUT, record));
        } catch (EvidenceException e) {
            // The folder remembers it, and the profile's ending says it; the denial itself is what the test is told.
            System.getLogger("io.leasehold").log(System.Logger.Level.WARNING, e.getMessage());
        }
    }

    /** A failure that is no denial by itself ended a checkout all the same. */
    static Reason reason(LeaseholdException why) {
        if (why instanceof CheckoutDeniedException denial) {
            return denial.reason();
        }
        if (why instanceof EvidenceException) {
            return Reason.EVIDENCE_NOT_READY;
        }
        return why instanceof BrowserNotFoundException ? Reason.MISSING_BROWSER_CONTEXT : Reason.CHECKOUT_ERROR;
    }

    private ObjectNode record(Checkout checkout, Optional<LeaseholdException> why) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        decided(record, why)
                .put("occasion", checkout.isAgain() ? "reopening" : CHECKOUT)
                .put("profileId", checkout.profile().id().value())
                .put("taskId", checkout.manifest().taskId())
                .put("manifestId", checkout.manifest().id())
                .put("runId", evidence.run().runId());
        gates(record, checkout, why.isEmpty());
        record.put("leaseId", checkout.lease().map(key -> key.lease().value()).orElse(null));
        record.put("fencingToken", checkout.lease().map(LeaseKey::fencingToken).orElse(null));
        seen(record, checkout);
        return record.put("startedAt", checkout.started().toString())
                .put("decidedAt", evidence.now().toString());
    }

    private static ObjectNode decided(ObjectNode record, Optional<LeaseholdException> why) {
        Optional<Reason> reason = why.map(CheckoutRecords::reason);
        return record.put("decision", why.isPresent() ? "denied" : "approved")
                .put("reason", reason.map(Reason::code).orElse(null))
                .put("action", reason.map(one -> one.action().code()).orElse(null))
                .put("message", why.map(Throwable::getMessage).orElse(null));
    }

    /** The record of the record itself is written while its gate is passed. */
    private static void gates(ObjectNode record, Checkout checkout, boolean approved) {
        ArrayNode gates = record.putArray("gates");
        checkout.passed().forEach(passed -> put(gates, passed));
        if (approved) {
            put(gates, new Checkout.Passed(Gate.RECORD_WRITTEN, checkout.millisAtGate()));
        }
        record.put("stoppedAt", approved ? null : checkout.at().map(Gate::code).orElse(null));
    }

    private static void put(ArrayNode gates, Checkout.Passed passed) {
        gates.addObject().put("gate", passed.gate().code()).put("milliseconds", passed.milliseconds());
    }

    private void seen(ObjectNode record, Checkout checkout) {
        Optional<SignIn> seen = checkout.seen();
        record.put(
                        "sessionState",
                        seen.map(signIn -> signIn.state().name().toLowerCase(Locale.ROOT))
                                .orElse(null))
                .put("loggedIn", seen.map(SignIn::loggedIn).orElse(null))
                .put(
                        "url",
                        seen.map(signIn -> evidence.redactor().redactUrl(signIn.url()))
                                .orElse(null))
                .put("sessionProbe", checkout.picture().orElse(null));
    }

    private static String line(Checkout checkout, String what) {
        StringBuilder line = new StringBuilder(what);
        checkout.lease().ifPresent(key -> line.append(" [lease=")
                .append(key.lease())
                .append(" token=")
                .append(key.fencingToken())
                .append(']'));
        checkout.seen().ifPresent(seen -> line.append(", session ")
                .append(seen.state().name().toLowerCase(Locale.ROOT))
                .append(seen.loggedIn() ? " after its login" : ""));
        checkout.passed().forEach(passed -> line.append("; ")
                .append(passed.gate().code())
                .append(' ')
                .append(passed.milliseconds())
                .append(" ms"));
        return line.toString();
    }
}
