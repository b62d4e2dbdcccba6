package io.leasehold.checkout;

import io.leasehold.browser.HostedContext;
import io.leasehold.browser.SignIn;
import io.leasehold.profile.Profile;
import io.leasehold.profile.SessionState;
import io.leasehold.registry.Finding;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Brings a session to where the manifest wants it, in one try, and keeps a picture of what the probe saw. Immutable. */
final class SessionGate {

    private static final String PICTURE = "session_probe";
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final CountedSignIn logins;
    private final Denials denials;
    private final CheckoutEvidence evidence;

    SessionGate(CountedSignIn logins, Denials denials, CheckoutEvidence evidence) {
        this.logins = logins;
        this.denials = denials;
        this.evidence = evidence;
    }

    /**
     * Lets a session pass that is as the manifest wants it.
     *
     * @throws RuntimeException a denial, or what the user's probe or login threw
     */
    void check(Checkout checkout, HostedContext host) {
        boolean seen = false;
        try {
            SignIn found = checkout.manifest().requiresLoggedInSession() ? logins.signIn(host) : looked(host);
            checkout.saw(found);
            seen = found.state() == SessionState.READY;
        } finally {
            // The picture shows what the probe saw last, or where a login stopped. One a run is enough of what is well.
            if (!seen || !checkout.isAgain()) {
                checkout.pictured(picture(host));
            }
        }
        checkout.seen().ifPresent(found -> judge(checkout, found));
    }

    private static SignIn looked(HostedContext host) {
        SessionState state = host.view().look(LIMIT);
        return new SignIn(state, false, host.view().url());
    }

    private void judge(Checkout checkout, SignIn found) {
        boolean needed = checkout.manifest().requiresLoggedInSession();
        if (needed || found.state() != SessionState.LOGGED_OUT) {
            denials.throwUnlessReady(checkout.profile(), found);
        }
    }

    /** Keeps a picture of the keeper tab, if the profile has a folder and the tab shows anything in time. */
    Optional<String> picture(HostedContext host) {
        return evidence.known(host.profile().id())
                .flatMap(folder ->
                        host.view().picture(evidence.redactor()).flatMap(png -> folder.picture(PICTURE, png)));
    }

    /** Says what a session means that was left by a run that ended without a word. */
    Finding finding(Profile profile, SessionState state) {
        evidence.log(profile.id(), "the session that was left is " + word(state));
        return switch (state) {
            case READY, LOGGED_OUT ->
                Finding.clear(
                        "No mutation was begun, holder and browser are gone, and the session is " + word(state) + ".");
            case NEEDS_REVIEW -> Finding.refer("A verification prompt waits for a person.");
            case UNEXPECTED_ACCOUNT -> Finding.condemn("Another account is signed in.");
            case UNKNOWN -> Finding.refer("The probe found none of its markers.");
        };
    }

    private static String word(SessionState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
