package io.leasehold.checkout;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.LeaseLostException;
import io.leasehold.LeaseholdException;
import io.leasehold.browser.HostedContext;
import io.leasehold.browser.SignIn;
import io.leasehold.evidence.Redactor;
import io.leasehold.profile.LoginFailedException;
import io.leasehold.profile.Profile;
import io.leasehold.registry.HeldLease;
import java.time.Duration;
import java.util.Optional;

/**
 * Signs contexts in within the login budget of their accounts: each login is counted before it runs, one that met "too
 * many requests" is tried once more when the application says so, and after several refusals nobody tries again.
 * Thread-safe.
 */
final class CountedSignIn {

    /** What an application asks for beyond it is no wait for a test. */
    static final Duration MOST_PATIENCE = Duration.ofSeconds(60);

    /** The registry's clock and this one do not tick together. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");

    private final RunRegistry registry;
    private final Reservations reservations;
    private final LoginDenials denials;

    CountedSignIn(RunRegistry registry, Reservations reservations, Redactor redactor) {
        this.registry = registry;
        this.reservations = reservations;
        this.denials = new LoginDenials(new Denials(redactor));
    }

    /**
     * Brings a context to a signed-in session.
     *
     * @throws CheckoutDeniedException when its account must not be signed in now
     */
    SignIn signIn(HostedContext host) {
        CountedLogin first = login(host.profile());
        Optional<SignIn> found = attempt(host, first, true);
        if (found.isPresent()) {
            return found.get();
        }
        await(host.profile(), first.pause());
        return attempt(host, login(host.profile()), false).orElseThrow();
    }

    private CountedLogin login(Profile profile) {
        HeldLease lease = reservations
                .find(profile.id())
                .orElseThrow(() -> new LeaseLostException(
                        "Profile '" + profile.id() + "' is not this run's any more. [profile=" + profile.id() + "]",
                        null));
        return new CountedLogin(profile, lease, registry.registry(), denials);
    }

    /** Comes to nothing when the login is to be tried again after its pause. */
    private Optional<SignIn> attempt(HostedContext host, CountedLogin login, boolean mayRepeat) {
        try {
            SignIn found = host.signIn(login);
            return isToBeRepeated(login, mayRepeat, "") ? Optional.empty() : Optional.of(found);
        } catch (LoginFailedException e) {
            return repeated(login, mayRepeat, e);
        } catch (LeaseholdException e) {
            login.quarantine()
                    .ifPresent(ending -> reservations.endsWith(host.profile().id(), ending));
            throw e;
        } catch (RuntimeException e) {
            return repeated(login, mayRepeat, e);
        } catch (AssertionError e) {
            return repeated(login, mayRepeat, e);
        }
    }

    private <E extends Throwable> Optional<SignIn> repeated(CountedLogin login, boolean mayRepeat, E failure) throws E {
        if (isToBeRepeated(login, mayRepeat, denials.words(failure))) {
            return Optional.empty();
        }
        throw failure;
    }

    private boolean isToBeRepeated(CountedLogin login, boolean mayRepeat, String words) {
        if (login.quarantine().isPresent()) {
            CheckoutDeniedException denial = login.barred(words);
            reservations.endsWith(denial.profile(), login.quarantine().get());
            throw denial;
        }
        if (!login.wasLimited()) {
            return false;
        }
        boolean isShort = login.retryAfter()
                .filter(wait -> wait.compareTo(MOST_PATIENCE) <= 0)
                .isPresent();
        if (!mayRepeat || !isShort) {
            throw login.limited();
        }
        return true;
    }

    private void await(Profile profile, Duration pause) {
        LOGGER.log(
                System.Logger.Level.INFO,
                "Profile " + profile.id() + ": its application had too many requests (429) and asks to wait "
                        + pause.toSeconds() + " s; then its login is tried once more.");
        try {
            if (reservations.endsWithin(pause.plus(MARGIN))) {
                throw new LeaseLostException("The run ended while the login of '" + profile.id() + "' waited.", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeaseLostException(
                    "Interrupted while the login of profile '" + profile.id() + "' waited after 429.", e);
        }
    }
}
