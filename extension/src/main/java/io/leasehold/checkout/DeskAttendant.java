package io.leasehold.checkout;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.RegistryException;
import io.leasehold.browser.HostLauncher;
import io.leasehold.browser.HostedContext;
import io.leasehold.profile.Profile;
import io.leasehold.profile.SessionState;
import io.leasehold.registry.Finding;
import io.leasehold.registry.Inspector;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The desk's side of a wait for profiles. Thread-safe. */
final class DeskAttendant implements Reservations.Attendant {

    /** A signal that ends the whole process group may reach the browser's driver before this JVM hears of it. */
    private static final Duration HEARD_LATER = Duration.ofSeconds(2);

    private final SessionGate session;
    private final HostLauncher launcher;
    private final Reservations reservations;
    private final Consumer<Profile> beforeTaking;
    private final Consumer<CheckoutDeniedException> refused;

    DeskAttendant(
            SessionGate session,
            HostLauncher launcher,
            Reservations reservations,
            Consumer<Profile> beforeTaking,
            Consumer<CheckoutDeniedException> refused) {
        this.session = session;
        this.launcher = launcher;
        this.reservations = reservations;
        this.beforeTaking = beforeTaking;
        this.refused = refused;
    }

    @Override
    public void beforeTaking(Profile profile) {
        beforeTaking.accept(profile);
    }

    @Override
    public void refused(CheckoutDeniedException denial) {
        refused.accept(denial);
    }

    /** Looks at the session in a browser of its own, and never signs in. */
    @Override
    public Finding look(Profile profile, Inspector.BrowserNote browser) {
        HostedContext host;
        try {
            host = launcher.open(profile, Optional.empty(), browser::found);
        } catch (RuntimeException e) {
            return failed("could not be looked at", e);
        }
        try {
            SessionState state = host.look();
            if (state == SessionState.UNKNOWN && isCutOff()) {
                return Finding.blocked("Its session was not looked at to the end.");
            }
            return session.finding(profile, state);
        } catch (RuntimeException | AssertionError | LinkageError e) {
            return failed("was not looked at to the end", e);
        } finally {
            host.close();
            launcher.finished(host);
        }
    }

    /** What cut the look off from outside says nothing of the account, and whoever waits looks again. */
    private Finding failed(String what, Throwable failure) {
        String reason = "Its session " + what + ": " + failure.getClass().getSimpleName() + ".";
        return failure instanceof RegistryException || isCutOff() ? Finding.blocked(reason) : Finding.refer(reason);
    }

    private boolean isCutOff() {
        try {
            return reservations.endsWithin(HEARD_LATER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
