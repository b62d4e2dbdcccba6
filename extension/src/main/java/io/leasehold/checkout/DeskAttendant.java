package io.leasehold.checkout;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.LeaseLostException;
import io.leasehold.RegistryException;
import io.leasehold.browser.HostLauncher;
import io.leasehold.browser.HostedContext;
import io.leasehold.profile.Profile;
import io.leasehold.registry.Finding;
import io.leasehold.registry.Inspector;
import java.util.Optional;
import java.util.function.Consumer;

/** The desk's side of a wait for profiles. Thread-safe. */
final class DeskAttendant implements Reservations.Attendant {

    private final SessionGate session;
    private final HostLauncher launcher;
    private final Consumer<Profile> beforeTaking;
    private final Consumer<CheckoutDeniedException> refused;

    DeskAttendant(
            SessionGate session,
            HostLauncher launcher,
            Consumer<Profile> beforeTaking,
            Consumer<CheckoutDeniedException> refused) {
        this.session = session;
        this.launcher = launcher;
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
        } catch (RegistryException | LeaseLostException e) {
            // It says nothing of the account, and whoever waits looks again.
            return Finding.blocked("Its session was not looked at: the browser for it was not started to the end.");
        } catch (RuntimeException e) {
            return Finding.refer(
                    "Its session could not be looked at: " + e.getClass().getSimpleName() + ".");
        }
        try {
            return session.finding(profile, host.look());
        } catch (RuntimeException | AssertionError | LinkageError e) {
            return Finding.refer(
                    "Looking at its session failed: " + e.getClass().getSimpleName() + ".");
        } finally {
            host.close();
            launcher.finished(host);
        }
    }
}
