package io.leasehold.checkout;

import io.leasehold.CheckoutDeniedException.Action;
import io.leasehold.CheckoutDeniedException.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * One way in which one gate does not open.
 *
 * @param profile its fields in the profiles file, but for accountId; the names of profile and account are the case's own
 * @param manifest fields of the manifest that are not the usual ones
 * @param before what happens before the checkout
 * @param pictured whether the browser shows a page of the application, and not one of its own
 * @param verdict what is expected
 */
record GateCase(
        String name,
        String profile,
        Map<String, Object> manifest,
        BiConsumer<GateScene, GateScene.Place> before,
        boolean pictured,
        Verdict verdict) {

    /**
     * What a checkout is to come to.
     *
     * @param gate where it stops
     * @param state the profile's state in the registry afterwards; empty when the registry never heard of it
     */
    record Verdict(Gate gate, Reason reason, Action action, String state) {}

    static GateCase of(String name, String profile, Verdict verdict) {
        return new GateCase(name, profile, Map.of(), (scene, place) -> {}, true, verdict);
    }

    GateCase with(String field, Object value) {
        return new GateCase(name, profile, Map.of(field, value), before, pictured, verdict);
    }

    GateCase after(BiConsumer<GateScene, GateScene.Place> what) {
        return new GateCase(name, profile, manifest, what, pictured, verdict);
    }

    GateCase unpictured() {
        return new GateCase(name, profile, manifest, before, false, verdict);
    }

    /** What lies in the profile's folder afterwards. */
    Optional<String[]> files() {
        return switch (verdict.gate()) {
            case EVIDENCE_READY -> Optional.empty();
            case RESERVE -> Optional.of(new String[] {"checkout.json", "profile_manifest.json", "worker.log"});
            case PROFILE_MATCHES_TASK, RUNTIME_ATTACHED ->
                Optional.of(new String[] {"checkout.json", "final_state.json", "profile_manifest.json", "worker.log"});
            case SESSION_STATE, ENVIRONMENT, RECORD_WRITTEN ->
                Optional.of(new String[] {
                    "checkout.json", "final_state.json", "profile_manifest.json", "session_probe.png", "worker.log"
                });
        };
    }

    @Override
    public String toString() {
        return name + ": " + verdict.gate().code() + ", " + verdict.reason().code();
    }
}
