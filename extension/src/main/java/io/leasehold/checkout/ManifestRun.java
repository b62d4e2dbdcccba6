package io.leasehold.checkout;

import io.leasehold.LeaseholdException;
import io.leasehold.browser.HostLauncher;
import io.leasehold.browser.HostedContext;
import io.leasehold.profile.Profile;
import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Takes one manifest through the gates outside of a test run. Not thread-safe, but for {@link #stop}; whoever makes it
 * closes it, which gives the profile back.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class ManifestRun implements AutoCloseable {

    private final Manifest manifest;
    private final Reservations reservations;
    private final CheckoutDesk desk;

    /**
     * Begins with no lease.
     *
     * @param patience how long to wait for a profile that others have
     */
    public ManifestRun(
            Manifest manifest,
            RunRegistry registry,
            HostLauncher launcher,
            CheckoutEvidence evidence,
            Duration patience) {
        this.manifest = manifest;
        this.reservations = new Reservations(registry, patience, (lost, why) -> {});
        this.desk = new CheckoutDesk(reservations, registry, launcher, Papers.of(manifest, evidence));
    }

    /**
     * Passes the gates, and closes the browser again.
     *
     * @throws LeaseholdException when it was broken off before anything was decided
     */
    public Decision decide(Profile profile) {
        reservations.noteTask(profile.id(), manifest.taskId());
        try {
            HostedContext host = desk.open(profile, Optional.empty());
            host.close();
        } catch (LeaseholdException e) {
            return desk.decision(profile.id()).orElseThrow(() -> e);
        }
        return desk.decision(profile.id())
                .orElseThrow(() -> new IllegalStateException("An approved checkout left no decision."));
    }

    /** Ends it from another thread, as when the JVM ends; the profile is given back by the thread that decides. */
    public void stop() {
        desk.hurry();
        reservations.stop("The checkout was ended from outside.");
    }

    @Override
    public void close() {
        desk.close();
    }
}
