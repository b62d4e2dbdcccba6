package io.leasehold.checkout;

import io.leasehold.browser.SignIn;
import io.leasehold.profile.Profile;
import io.leasehold.registry.LeaseKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One checkout on its way through the gates, and what was seen at them. Each gate is passed once and in its order.
 * Thread-confined.
 */
final class Checkout {

    private static final List<Gate> ORDER = List.of(Gate.values());

    private final Profile profile;
    private final Manifest manifest;
    private final boolean again;
    private final Instant started;
    private final List<Passed> passed = new ArrayList<>();
    private long began = System.nanoTime();
    private Optional<Gate> at = Optional.empty();
    private Optional<LeaseKey> lease = Optional.empty();
    private Optional<SignIn> seen = Optional.empty();
    private Optional<String> picture = Optional.empty();

    /**
     * Begins before the first gate.
     *
     * @param again whether the profile was let through in this run before, and its browser is only opened anew
     */
    Checkout(Profile profile, Manifest manifest, boolean again, Instant started) {
        this.profile = profile;
        this.manifest = manifest;
        this.again = again;
        this.started = started;
    }

    /** A gate that opened, and how long that took. */
    record Passed(Gate gate, long milliseconds) {}

    <T> T pass(Gate gate, Supplier<T> work) {
        if (gate != ORDER.get(passed.size())) {
            throw new IllegalStateException("Gate " + gate.code() + " is not next after " + passed + ".");
        }
        at = Optional.of(gate);
        began = System.nanoTime();
        T result = work.get();
        passed.add(new Passed(gate, millisAtGate()));
        at = Optional.empty();
        return result;
    }

    void check(Gate gate, Runnable work) {
        pass(gate, () -> {
            work.run();
            return gate;
        });
    }

    /** Returns how long the gate that it is at has taken so far. */
    long millisAtGate() {
        return (System.nanoTime() - began) / 1_000_000;
    }

    void holds(LeaseKey key) {
        lease = Optional.of(key);
    }

    void saw(SignIn signIn) {
        seen = Optional.of(signIn);
    }

    void pictured(Optional<String> file) {
        picture = file;
    }

    Profile profile() {
        return profile;
    }

    Manifest manifest() {
        return manifest;
    }

    boolean isAgain() {
        return again;
    }

    Instant started() {
        return started;
    }

    List<Passed> passed() {
        return List.copyOf(passed);
    }

    /** Returns the gate that it is at, or was stopped at. */
    Optional<Gate> at() {
        return at;
    }

    Optional<LeaseKey> lease() {
        return lease;
    }

    Optional<SignIn> seen() {
        return seen;
    }

    Optional<String> picture() {
        return picture;
    }
}
