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
import io.leasehold.evidence.EvidenceException;
import io.leasehold.profile.LoginFailedException;
import io.leasehold.profile.Profile;
import io.leasehold.profile.SessionState;
import io.leasehold.registry.Finding;
import io.leasehold.registry.HeldLease;
import io.leasehold.registry.Inspector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;

/**
 * Opens a profile's context for a run and lets it through the gates. A denial is remembered: all that ask later get the
 * same one, without another try at the account. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class CheckoutDesk implements ContextShelf.Opener<HostedContext>, AutoCloseable {

    private static final Duration LOOK_LIMIT = Duration.ofSeconds(1);
    private static final Set<Reason> ABOUT_THE_ACCOUNT = Set.of(
            Reason.ACCOUNT_MISMATCH,
            Reason.LOGGED_OUT,
            Reason.NEEDS_REVIEW,
            Reason.UNEXPECTED_ACCOUNT,
            Reason.PROFILE_QUARANTINED,
            Reason.ENVIRONMENT_MISMATCH,
            Reason.PROXY_MISMATCH);

    private final Reservations reservations;
    private final RunRegistry registry;
    private final HostLauncher launcher;
    private final Papers papers;
    private final Denials denials;
    private final CheckoutRecords records;
    private final CountedSignIn logins;
    private final SessionGate session;
    private final EnvironmentGate environment;
    private final FinalRecords endings;
    private final Map<ProfileId, LeaseholdException> denied = new ConcurrentHashMap<>();
    private final Set<ProfileId> approved = ConcurrentHashMap.newKeySet();

    /** Opens nothing yet; the reservations tell it when profiles are given back. */
    public CheckoutDesk(Reservations reservations, RunRegistry registry, HostLauncher launcher, Papers papers) {
        this.reservations = reservations;
        this.registry = registry;
        this.launcher = launcher;
        this.papers = papers;
        this.denials = new Denials(papers.evidence().redactor());
        this.records = new CheckoutRecords(papers.evidence());
        this.logins =
                new CountedSignIn(registry, reservations, papers.evidence().redactor());
        this.session = new SessionGate(logins, denials, papers.evidence());
        this.environment = new EnvironmentGate(denials, papers.evidence().redactor());
        this.endings = new FinalRecords(papers.evidence(), reservations);
        reservations.departThrough(endings);
    }

    @Override
    public HostedContext open(Profile profile, Optional<String> savedState) {
        throwIfDenied(profile.id());
        Checkout checkout = new Checkout(
                profile,
                papers.manifests().apply(profile),
                approved.contains(profile.id()),
                papers.evidence().now());
        try {
            HostedContext host = admitted(checkout, savedState);
            approved.add(profile.id());
            host.beforeClose(endings::look);
            return host;
        } catch (LeaseLostException e) {
            // An interrupt says nothing about the account.
            papers.evidence().log(profile.id(), "the checkout was broken off");
            throw e;
        } catch (LeaseholdException e) {
            // A context that was open before may open again; nobody tries an account again that was refused.
            if (savedState.isEmpty() || isAboutTheAccount(e)) {
                denied.put(profile.id(), e);
            }
            if (e instanceof CheckoutDeniedException denial) {
                noteEnding(denial);
            }
            records.denied(checkout, e);
            throw e;
        }
    }

    private void throwIfDenied(ProfileId profile) {
        LeaseholdException before = denied.get(profile);
        if (before != null) {
            throw before;
        }
    }

    /** Returns what all that ask for a profile are told, if it was denied in this run. */
    Optional<LeaseholdException> denial(ProfileId profile) {
        return Optional.ofNullable(denied.get(profile));
    }

    /** Returns what was decided last about a profile. */
    Optional<Decision> decision(ProfileId profile) {
        return records.decision(profile);
    }

    private static boolean isAboutTheAccount(LeaseholdException e) {
        return e instanceof CheckoutDeniedException denial && ABOUT_THE_ACCOUNT.contains(denial.reason());
    }

    /** The gates, in their order. */
    private HostedContext admitted(Checkout checkout, Optional<String> savedState) {
        Profile profile = checkout.profile();
        Manifest manifest = checkout.manifest();
        checkout.check(Gate.EVIDENCE_READY, () -> denials.notWritten(profile, () -> records.ready(manifest)));
        HeldLease lease = checkout.pass(Gate.RESERVE, () -> reservations.take(profile, attendant()));
        checkout.holds(lease.key());
        checkout.check(Gate.PROFILE_MATCHES_TASK, () -> new ProfileGate(denials).check(profile, manifest));
        HostedContext host = checkout.pass(Gate.RUNTIME_ATTACHED, () -> attached(profile, manifest, savedState, lease));
        try {
            admit(checkout, host, lease);
            return host;
        } catch (RuntimeException | Error e) {
            host.close();
            throw e;
        } finally {
            launcher.finished(host);
        }
    }

    private HostedContext attached(Profile profile, Manifest manifest, Optional<String> savedState, HeldLease lease) {
        if (!manifest.allowHeadless() && launcher.isHeadless(profile)) {
            throw denials.withoutWindow(profile, manifest);
        }
        return launch(profile, savedState, lease);
    }

    HostedContext launch(Profile profile, Optional<String> savedState, HeldLease lease) {
        try {
            lease.enter("open the browser");
            return launcher.open(profile, savedState, new LaunchNotes(profile, lease));
        } catch (MissingContextException e) {
            throw denials.missingContext(profile, e);
        } catch (LeaseholdException e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever Playwright throws; its messages may quote what belongs to nobody's log.
            throw denials.browserDidNotStart(profile, e);
        }
    }

    /** Writes down where a browser is, and that it had to be started twice. */
    private final class LaunchNotes implements HostLauncher.LaunchLog {
        private final Profile profile;
        private final HeldLease lease;

        LaunchNotes(Profile profile, HeldLease lease) {
            this.profile = profile;
            this.lease = lease;
        }

        @Override
        public void found(String folder, List<Long> pids) {
            registry.noteBrowser(lease, folder, pids);
        }

        @Override
        public void failed(RuntimeException why) {
            papers.evidence()
                    .log(profile.id(), "its browser did not start and is tried once more: " + denials.text(why));
        }
    }

    private void admit(Checkout checkout, HostedContext host, HeldLease lease) {
        Profile profile = host.profile();
        try {
            lease.enter(HeldLease.SIGN_IN);
            checkout.check(Gate.SESSION_STATE, () -> session.check(checkout, host));
            papers.evidence().redactor().addAll(host.saveState());
            checkout.check(Gate.ENVIRONMENT, () -> environment.require(host));
            host.park();
            lease.enter("ready");
            checkout.check(Gate.RECORD_WRITTEN, () -> denials.notWritten(profile, () -> records.approved(checkout)));
        } catch (LoginFailedException e) {
            throw denials.loginFailed(profile, e);
        } catch (LeaseholdException e) {
            throw e;
        } catch (RuntimeException | AssertionError | LinkageError e) {
            // A user's probe or login may throw anything; Playwright's own assertions throw errors.
            if (host.findEnd(LOOK_LIMIT).isPresent()) {
                throw denials.browserDidNotStart(profile, new IllegalStateException("It ended while it signed in.", e));
            }
            CheckoutDeniedException denial = denials.failed(profile, e);
            denied.put(profile.id(), denial);
            throw denial;
        }
    }

    /**
     * Looks whether a context is still signed in, and signs in again when it is signed out; that its application does
     * not answer for the moment ends nothing.
     *
     * @throws LeaseholdException when it is not, and cannot be
     */
    public void checkSession(HostedContext host) {
        throwIfDenied(host.profile().id());
        try {
            SignIn found = logins.signIn(host);
            if (found.state() != SessionState.UNKNOWN) {
                denials.throwUnlessReady(host.profile(), found);
            }
            if (found.loggedIn()) {
                papers.evidence().redactor().addAll(host.saveState());
                papers.evidence().log(host.profile().id(), "signed in again in mid-run");
            }
            host.park();
        } catch (LoginFailedException e) {
            throw remembered(host, denials.loginFailed(host.profile(), e));
        } catch (CheckoutDeniedException e) {
            throw remembered(host, e);
        } catch (LeaseholdException e) {
            throw e;
        } catch (RuntimeException | AssertionError | LinkageError e) {
            // A context that is in trouble itself says nothing about the account, and the next tab meets that.
            if (host.findEnd(LOOK_LIMIT).isEmpty()) {
                throw remembered(host, denials.failed(host.profile(), e));
            }
        }
    }

    private CheckoutDeniedException remembered(HostedContext host, CheckoutDeniedException denial) {
        ProfileId profile = host.profile().id();
        denied.put(profile, denial);
        noteEnding(denial);
        session.picture(host);
        records.denied(profile, "session_check", Gate.SESSION_STATE, denial);
        return denial;
    }

    /** What a run saw of an account decides whether the next run may use it. */
    private void noteEnding(CheckoutDeniedException denial) {
        reservations.endsWith(denial.profile(), Endings.of(denial.reason()));
    }

    /** Returns what a wait for profiles needs of the desk. */
    Reservations.Attendant attendant() {
        return new DeskAttendant(session, launcher, reservations, this::beforeTaking, this::refused);
    }

    /** Looks at the session in a browser of its own, and never signs in. */
    Finding lookAtSession(Profile profile, Inspector.BrowserNote browser) {
        return attendant().look(profile, browser);
    }

    private void beforeTaking(Profile profile) {
        denials.notWritten(profile, () -> papers.evidence().ready(profile.id()));
    }

    private void refused(CheckoutDeniedException denial) {
        try {
            papers.evidence().ready(denial.profile());
        } catch (EvidenceException e) {
            // There is no place to write it down; the denial itself is what the test is told.
            return;
        }
        Gate gate = denial.reason() == Reason.PROFILE_NOT_ALLOWED_FOR_TASK ? Gate.PROFILE_MATCHES_TASK : Gate.RESERVE;
        records.denied(denial.profile(), "routing", gate, denial);
    }

    /** Leaves out what takes time at the end: the run was told to end. */
    public void hurry() {
        endings.hurry();
    }

    /** Gives the profiles back. */
    @Override
    public void close() {
        reservations.close();
    }
}
