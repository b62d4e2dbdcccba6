package io.leasehold.checkout;

import io.leasehold.browser.HostedContext;
import io.leasehold.profile.SessionState;
import io.leasehold.registry.Ending;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What a profile's session was like when its browser closed.
 *
 * @param words the state, or that it could not be told
 * @param picture the file with what was seen, if there is one
 * @param ending what follows for the profile, if it is no clean one
 */
record LastLook(String words, Optional<String> picture, Optional<Ending> ending) {

    private static final String PICTURE = "final_state";

    /** A shelf waits so long, and somewhat longer, for its contexts to close. */
    private static final Duration LIMIT = Duration.ofSeconds(8);

    /**
     * Looks, without signing in.
     *
     * @param elsewhere whether the last tab ended outside of the application, so that no look proves nothing
     */
    static LastLook at(HostedContext host, boolean elsewhere, CheckoutEvidence evidence) {
        SessionState state = state(host);
        Optional<String> picture = evidence.known(host.profile().id())
                .flatMap(folder ->
                        host.view().picture(evidence.redactor()).flatMap(png -> folder.picture(PICTURE, png)));
        boolean reached = host.view().url().startsWith("http");
        String words = state == SessionState.UNKNOWN && !reached
                ? "not reached"
                : state.name().toLowerCase(Locale.ROOT);
        return new LastLook(words, picture, ending(state, host.profile().login().isPresent(), reached || elsewhere));
    }

    private static SessionState state(HostedContext host) {
        try {
            return host.view().look(LIMIT);
        } catch (RuntimeException | AssertionError | LinkageError e) {
            // A user's probe may throw anything, and a browser may hang: then nobody knows.
            return SessionState.UNKNOWN;
        }
    }

    /**
     * Says what a state at the end means.
     *
     * @param signsIn whether the next run signs in by itself
     * @param telling whether it matters that nothing could be seen: a failed test alone, with the application stopped by
     *     then, is no reason to block an account
     */
    static Optional<Ending> ending(SessionState state, boolean signsIn, boolean telling) {
        return switch (state) {
            case READY -> Optional.empty();
            case LOGGED_OUT ->
                signsIn
                        ? Optional.empty()
                        : Optional.of(review("It ended signed out, and it has no login of its own: sign in by hand."));
            case NEEDS_REVIEW -> Optional.of(review("It ended at a verification prompt, which waits for a person."));
            case UNEXPECTED_ACCOUNT ->
                Optional.of(new Ending(Ending.Kind.UNSAFE, "It ended with another account signed in."));
            case UNKNOWN ->
                telling
                        ? Optional.of(review("Nobody could tell at its end whether it is still signed in."))
                        : Optional.empty();
        };
    }

    private static Ending review(String why) {
        return new Ending(Ending.Kind.UNEXPLAINED, why);
    }
}
