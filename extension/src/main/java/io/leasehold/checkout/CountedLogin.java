package io.leasehold.checkout;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.LeaseLostException;
import io.leasehold.RegistryException;
import io.leasehold.browser.LoginLog;
import io.leasehold.profile.Origin;
import io.leasehold.profile.Profile;
import io.leasehold.profile.SessionState;
import io.leasehold.registry.Ending;
import io.leasehold.registry.HeldLease;
import io.leasehold.registry.LoginAccount;
import io.leasehold.registry.LoginAnswer;
import io.leasehold.registry.LoginRequest;
import io.leasehold.registry.LoginResult;
import io.leasehold.registry.ProfileRegistry;
import java.time.Duration;
import java.util.Optional;

/** One login, counted in the registry before it runs. Told on the browser's own thread, asked on the checkout's. */
final class CountedLogin implements LoginLog {

    /** How long others leave an application alone that does not say how long it wants to be. */
    private static final Duration USUAL_PAUSE = Duration.ofMinutes(1);

    /** No header of an application keeps an account from everybody for longer. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");

    private final Profile profile;
    private final HeldLease lease;
    private final ProfileRegistry registry;
    private final LoginDenials denials;
    private final LoginRequest request;
    private volatile LoginResult result = LoginResult.of(LoginResult.Kind.BEGUN);
    private volatile Optional<Duration> retryAfter = Optional.empty();
    private volatile int refused;
    private volatile boolean quarantines;

    CountedLogin(Profile profile, HeldLease lease, ProfileRegistry registry, LoginDenials denials) {
        this.profile = profile;
        this.lease = lease;
        this.registry = registry;
        this.denials = denials;
        this.request = LoginRequest.of(lease.key(), account(profile), profile.loginBudget());
    }

    /** The same name at another address is another account: applications that tests start have a new one each time. */
    static LoginAccount account(Profile profile) {
        return new LoginAccount(profile.accountId(), Origin.of(profile.entryUrl()));
    }

    @Override
    public void begins() {
        lease.requireLive();
        LoginAnswer answer = registry.beginLogin(request);
        if (answer instanceof LoginAnswer.Spent spent) {
            throw denials.spent(profile, spent);
        }
        if (answer instanceof LoginAnswer.Paused paused) {
            throw denials.paused(profile, paused);
        }
        if (answer instanceof LoginAnswer.Barred barred) {
            refused = barred.count().refused();
            // One profile that waits for a person is enough to find the way back.
            quarantines = barred.quarantined().isEmpty();
            throw denials.barred(profile, barred);
        }
        if (answer instanceof LoginAnswer.Lost lost) {
            throw new LeaseLostException("No login is begun: " + lost.why() + ". [profile=" + profile.id() + "]", null);
        }
    }

    @Override
    public void ended(End end) {
        result = resultOf(end);
        retryAfter = end.tooMany().flatMap(TooMany::retryAfter);
        try {
            refused = registry.endLogin(request, result);
            quarantines = result.kind() == LoginResult.Kind.REFUSED
                    && refused >= request.budget().refusals();
        } catch (RegistryException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "[" + profile.id() + " " + lease.key().lease() + "] How a login ended could not be written down: "
                            + e.getMessage());
        }
    }

    private static LoginResult resultOf(End end) {
        if (end.state() == SessionState.READY) {
            return LoginResult.of(LoginResult.Kind.ACCEPTED);
        }
        if (end.tooMany().isPresent()) {
            Duration asked = end.tooMany().get().retryAfter().orElse(USUAL_PAUSE);
            Duration pause = asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
            return new LoginResult(LoginResult.Kind.LIMITED, pause);
        }
        return LoginResult.of(
                end.state() == SessionState.LOGGED_OUT && end.asked()
                        ? LoginResult.Kind.REFUSED
                        : LoginResult.Kind.UNKNOWN);
    }

    boolean wasLimited() {
        return result.kind() == LoginResult.Kind.LIMITED;
    }

    /** Returns how long nobody is to sign in. */
    Duration pause() {
        return result.pause();
    }

    /** Returns what the application said, if it had too many requests. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    CheckoutDeniedException limited() {
        return denials.limited(profile, retryAfter);
    }

    CheckoutDeniedException barred(String words) {
        return denials.lastRefusal(profile, refused, words);
    }

    /** Returns how the profile's lease has to end, if so many logins were refused that a person has to look. */
    Optional<Ending> quarantine() {
        return quarantines
                ? Optional.of(new Ending(
                        Ending.Kind.UNSAFE,
                        "The last " + refused + " logins of " + request.account()
                                + " were refused, and one more could lock it. Check the password, and sign in by hand to"
                                + " see what the application says."))
                : Optional.empty();
    }
}
