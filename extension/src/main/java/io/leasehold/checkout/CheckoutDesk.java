package io.leasehold.checkout;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.LeaseLostException;
import io.leasehold.LeaseholdException;
import io.leasehold.ProfileId;
import io.leasehold.browser.ContextShelf;
import io.leasehold.browser.HostLauncher;
import io.leasehold.browser.HostedContext;
import io.leasehold.browser.MissingContextException;
import io.leasehold.browser.SignIn;
import io.leasehold.evidence.Redactor;
import io.leasehold.profile.LoginFailedException;
import io.leasehold.profile.Profile;
import io.leasehold.profile.SessionState;
import io.leasehold.registry.Ending;
import io.leasehold.registry.Finding;
import io.leasehold.registry.HeldLease;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;

/**
 * Opens a profile's context for a run and lets it through only when the session is ready. A denial is remembered: all
 * that ask later get the same one, without another try at the account. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class CheckoutDesk implements ContextShelf.Opener<HostedContext>, AutoCloseable {

    private static final Duration LOOK_LIMIT = Duration.ofSeconds(1);
    private static final Set<Reason> ABOUT_THE_ACCOUNT = Set.of(
            Reason.LOGGED_OUT,
            Reason.NEEDS_REVIEW,
            Reason.UNEXPECTED_ACCOUNT,
            Reason.PROFILE_QUARANTINED,
            Reason.ENVIRONMENT_MISMATCH,
            Reason.PROXY_MISMATCH);

    private final Reservations reservations;
    private final RunRegistry registry;
    private final HostLauncher launcher;
    private final Redactor redactor;
    private final Denials denials;
    private final CountedSignIn logins;
    private final EnvironmentGate environment;
    private final Map<ProfileId, LeaseholdException> denied = new ConcurrentHashMap<>();

    public CheckoutDesk(Reservations reservations, RunRegistry registry, HostLauncher launcher, Redactor redactor) {
        this.reservations = reservations;
        this.registry = registry;
        this.launcher = launcher;
        this.redactor = redactor;
        this.denials = new Denials(redactor);
        this.logins = new CountedSignIn(registry, reservations, redactor);
        this.environment = new EnvironmentGate(denials, redactor);
    }

    @Override
    public HostedContext open(Profile profile, Optional<String> savedState) {
        LeaseholdException before = denied.get(profile.id());
        if (before != null) {
            throw before;
        }
        try {
            HeldLease lease = reservations.take(profile, this::lookAtSession);
            return admit(profile, launch(profile, savedState, lease), lease);
        } catch (LeaseLostException e) {
            // An interrupt says nothing about the account.
            throw e;
        } catch (LeaseholdException e) {
            // A context that was open before may open again; nobody tries an account again that was refused.
            if (savedState.isEmpty() || isAboutTheAccount(e)) {
                denied.put(profile.id(), e);
            }
            if (e instanceof CheckoutDeniedException denial) {
                noteEnding(denial);
            }
            throw e;
        }
    }

    /** Returns what all that ask for a profile are told, if it was denied in this run. */
    Optional<LeaseholdException> denial(ProfileId profile) {
        return Optional.ofNullable(denied.get(profile));
    }

    private static boolean isAboutTheAccount(LeaseholdException e) {
        return e instanceof CheckoutDeniedException denial && ABOUT_THE_ACCOUNT.contains(denial.reason());
    }

    HostedContext launch(Profile profile, Optional<String> savedState, HeldLease lease) {
        try {
            lease.enter("open the browser");
            return launcher.open(profile, savedState, (folder, pids) -> registry.noteBrowser(lease, folder, pids));
        } catch (MissingContextException e) {
            throw denials.missingContext(profile, e);
        } catch (LeaseholdException e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever Playwright throws; its messages may quote what belongs to nobody's log.
            throw denials.browserDidNotStart(profile, e);
        }
    }

    private HostedContext admit(Profile profile, HostedContext host, HeldLease lease) {
        try {
            lease.enter(HeldLease.SIGN_IN);
            denials.throwUnlessReady(profile, logins.signIn(host));
            redactor.addAll(host.saveState());
            environment.require(host);
            host.park();
            lease.enter("ready");
            return host;
        } catch (LoginFailedException e) {
            host.close();
            throw denials.loginFailed(profile, e);
        } catch (LeaseholdException e) {
            host.close();
            throw e;
        } catch (RuntimeException | AssertionError | LinkageError e) {
            // A user's probe or login may throw anything; Playwright's own assertions throw errors.
            boolean browserGone = host.findEnd(LOOK_LIMIT).isPresent();
            host.close();
            throw browserGone
                    ? denials.browserDidNotStart(profile, new IllegalStateException("It ended while it signed in.", e))
                    : remembered(profile, denials.failed(profile, e));
        } finally {
            launcher.finished(host);
        }
    }

    /**
     * Looks whether a context is still signed in, and signs in again when it is signed out; that its application does
     * not answer for the moment ends nothing.
     *
     * @throws LeaseholdException when it is not, and cannot be
     */
    public void checkSession(HostedContext host) {
        LeaseholdException before = denied.get(host.profile().id());
        if (before != null) {
            throw before;
        }
        try {
            SignIn found = logins.signIn(host);
            if (found.state() != SessionState.UNKNOWN) {
                denials.throwUnlessReady(host.profile(), found);
            }
            if (found.loggedIn()) {
                redactor.addAll(host.saveState());
            }
            host.park();
        } catch (LoginFailedException e) {
            throw remembered(host.profile(), denials.loginFailed(host.profile(), e));
        } catch (CheckoutDeniedException e) {
            throw remembered(host.profile(), e);
        } catch (LeaseholdException e) {
            throw e;
        } catch (RuntimeException | AssertionError | LinkageError e) {
            // A context that is in trouble itself says nothing about the account, and the next tab meets that.
            if (host.findEnd(LOOK_LIMIT).isEmpty()) {
                throw remembered(host.profile(), denials.failed(host.profile(), e));
            }
        }
    }

    private CheckoutDeniedException remembered(Profile profile, CheckoutDeniedException denial) {
        denied.put(profile.id(), denial);
        noteEnding(denial);
        return denial;
    }

    /** What a run saw of an account decides whether the next run may use it. */
    private void noteEnding(CheckoutDeniedException denial) {
        Ending.Kind kind =
                switch (denial.reason()) {
                    case NEEDS_REVIEW -> Ending.Kind.UNEXPLAINED;
                    case UNEXPECTED_ACCOUNT, ENVIRONMENT_MISMATCH, PROXY_MISMATCH -> Ending.Kind.UNSAFE;
                    case LOGGED_OUT,
                            PROFILE_UNAVAILABLE,
                            PROFILE_UNDER_REVIEW,
                            PROFILE_QUARANTINED,
                            PROFILE_DISABLED,
                            PROFILE_NOT_ALLOWED_FOR_TASK,
                            MISSING_BROWSER_CONTEXT,
                            CHECKOUT_ERROR -> Ending.Kind.EXPLAINED;
                };
        reservations.endsWith(
                denial.profile(),
                new Ending(kind, "The checkout ended with " + denial.reason().code() + "."));
    }

    /** Looks at the session in a browser of its own, and never signs in. */
    Finding lookAtSession(Profile profile) {
        HostedContext host;
        try {
            host = launcher.open(profile, Optional.empty(), (folder, pids) -> {});
        } catch (RuntimeException e) {
            return Finding.refer(
                    "Its session could not be looked at: " + e.getClass().getSimpleName() + ".");
        }
        try {
            return finding(host.look());
        } catch (RuntimeException | AssertionError | LinkageError e) {
            return Finding.refer(
                    "Looking at its session failed: " + e.getClass().getSimpleName() + ".");
        } finally {
            host.close();
            launcher.finished(host);
        }
    }

    private static Finding finding(SessionState state) {
        return switch (state) {
            case READY, LOGGED_OUT ->
                Finding.clear("No mutation was begun, holder and browser are gone, and the session is "
                        + state.name().toLowerCase(Locale.ROOT) + ".");
            case NEEDS_REVIEW -> Finding.refer("A verification prompt waits for a person.");
            case UNEXPECTED_ACCOUNT -> Finding.condemn("Another account is signed in.");
            case UNKNOWN -> Finding.refer("The probe found none of its markers.");
        };
    }

    /** Gives the profiles back. */
    @Override
    public void close() {
        reservations.close();
    }
}
