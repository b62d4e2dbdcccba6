package io.leasehold.checkout;

import io.leasehold.LeaseholdException;
import io.leasehold.RegistryException;
import io.leasehold.browser.HostLauncher;
import io.leasehold.browser.HostedContext;
import io.leasehold.browser.SessionByHand;
import io.leasehold.evidence.Redactor;
import io.leasehold.profile.OnCheckoutFailure;
import io.leasehold.profile.Profile;
import io.leasehold.profile.SessionState;
import io.leasehold.registry.Ending;
import io.leasehold.registry.HeldLease;
import io.leasehold.registry.LoginAnswer;
import io.leasehold.registry.LoginRequest;
import io.leasehold.registry.LoginResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * Lets a person sign a kept session in by hand. The profile is checked out meanwhile like for a test run, so no run uses
 * the account at the same time. Not thread-safe, but for {@link #stop}; whoever makes it closes it, which gives the
 * profile back.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class HandLogin implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final Duration LOOK_LIMIT = Duration.ofSeconds(1);

    private final RunRegistry registry;
    private final HostLauncher launcher;
    private final Redactor redactor;
    private final Reservations reservations;
    private final CheckoutDesk desk;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * Begins with no lease.
     *
     * @param patience how long to wait for a profile that others have
     */
    public HandLogin(RunRegistry registry, HostLauncher launcher, CheckoutEvidence evidence, Duration patience) {
        this.registry = registry;
        this.launcher = launcher;
        this.redactor = evidence.redactor();
        this.reservations = new Reservations(registry, patience, (lost, why) -> stopped.countDown());
        this.desk = new CheckoutDesk(
                reservations, registry, launcher, Papers.ofRun(evidence, reservations, OnCheckoutFailure.FAIL));
    }

    /** How it went. */
    public enum Outcome {
        /** The session is signed in and kept. */
        SIGNED_IN,
        /** Another account was signed in last. */
        OTHER_ACCOUNT,
        /** The person closed the window, or stopped the command. */
        GIVEN_UP,
        /** The session was not ready in time. */
        TIMED_OUT
    }

    /**
     * Opens the browser, waits for the person, and keeps the session.
     *
     * @param person who signs in; stands in the profile's log
     * @param limit how long the person may take
     * @param talk told what the person is to do
     * @throws LeaseholdException when the profile is not to be had, or its browser does not start
     */
    public Outcome signIn(Profile profile, String person, Duration limit, Consumer<String> talk) {
        HeldLease lease = reservations.take(profile, desk::lookAtSession);
        HostedContext host = desk.launch(profile, Optional.empty(), lease);
        try {
            lease.enter(HeldLease.SIGN_IN);
            Outcome outcome = watch(host, lease, limit, talk);
            if (outcome == Outcome.SIGNED_IN) {
                redactor.addAll(host.saveState());
            }
            reservations.endsWith(profile.id(), ending(outcome, person));
            return outcome;
        } finally {
            host.close();
            launcher.finished(host);
        }
    }

    /** The application counts it too. That the account was accepted ends its row of refusals. */
    private void count(Profile profile, HeldLease lease, Consumer<String> talk) {
        LoginRequest login = LoginRequest.byHand(lease.key(), CountedLogin.account(profile), profile.loginBudget());
        try {
            if (registry.registry().beginLogin(login) instanceof LoginAnswer.Lost lost) {
                talk.accept("This login could not be counted: " + lost.why() + ".");
                return;
            }
            registry.registry().endLogin(login, LoginResult.of(LoginResult.Kind.ACCEPTED));
        } catch (RegistryException e) {
            // What the person did is not lost for that.
            talk.accept("This login could not be counted: " + e.getMessage());
        }
    }

    private Outcome watch(HostedContext host, HeldLease lease, Duration limit, Consumer<String> talk) {
        long start = System.nanoTime();
        AtomicReference<Outcome> soFar = new AtomicReference<>(Outcome.TIMED_OUT);
        try {
            SessionByHand session = host.handOver();
            talk.accept("Sign in as " + host.profile().accountId() + " in the window, and leave it open: it closes by"
                    + " itself once the application is signed in. The second tab belongs to Leasehold.");
            while (System.nanoTime() - start < limit.toNanos() && soFar.get() != Outcome.SIGNED_IN) {
                lease.requireLive();
                // A browser that is gone tells its owner nothing more, not that its tabs are closed either.
                if (wasStopped() || host.end().isPresent() || session.isAbandoned()) {
                    return givenUp(soFar.get());
                }
                session.look().ifPresent(state -> soFar.set(told(state, talk)));
            }
            if (soFar.get() == Outcome.SIGNED_IN && session.isLogin()) {
                count(host.profile(), lease, talk);
            }
            return soFar.get();
        } catch (LeaseholdException e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            if (host.findEnd(LOOK_LIMIT).isPresent()) {
                return givenUp(soFar.get());
            }
            throw new Denials(redactor).failed(host.profile(), e);
        }
    }

    /** A window that is closed does not take back what was seen in it. */
    private static Outcome givenUp(Outcome soFar) {
        return soFar == Outcome.OTHER_ACCOUNT ? soFar : Outcome.GIVEN_UP;
    }

    private static Outcome told(SessionState state, Consumer<String> talk) {
        if (state == SessionState.READY) {
            return Outcome.SIGNED_IN;
        }
        if (state == SessionState.UNEXPECTED_ACCOUNT) {
            talk.accept("Another account is signed in. Sign out, and sign in with the one that is named above.");
            return Outcome.OTHER_ACCOUNT;
        }
        talk.accept("The application is not signed in yet: the probe says "
                + state.name().toLowerCase(java.util.Locale.ROOT) + ".");
        return Outcome.TIMED_OUT;
    }

    private boolean wasStopped() {
        try {
            return stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Ending ending(Outcome outcome, String person) {
        return switch (outcome) {
            case SIGNED_IN ->
                new Ending(Ending.Kind.EXPLAINED, person + " signed in by hand, and the session is kept.");
            case GIVEN_UP -> new Ending(Ending.Kind.EXPLAINED, person + " gave up a login by hand.");
            case TIMED_OUT -> new Ending(Ending.Kind.EXPLAINED, person + " did not sign in by hand in time.");
            case OTHER_ACCOUNT ->
                new Ending(Ending.Kind.UNSAFE, person + " signed in by hand as another account than the profile's.");
        };
    }

    /** Ends a login from another thread, as when the JVM ends; the profile is given back by the thread that signs in. */
    public void stop() {
        stopped.countDown();
        reservations.stop("The login by hand was ended from outside.");
    }

    @Override
    public void close() {
        desk.close();
    }
}
