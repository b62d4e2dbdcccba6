package io.leasehold.page;

import io.leasehold.browser.SessionHistory;
import io.leasehold.browser.SessionSign;
import io.leasehold.profile.Origin;
import io.leasehold.profile.Profile;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Watches one lease's traffic for signs that the session has ended: 401 or 403 from the platform's own origin, or a tab
 * that was led to the login page. It only notes them. Used by the thread that uses the tab; {@link #any} by all.
 */
final class SessionSigns implements Traffic.Listener {

    private static final Set<Integer> REFUSALS = Set.of(401, 403);

    private final SessionHistory sessions;
    private final Profile profile;
    private final Supplier<String> lease;
    private final UnaryOperator<String> redactedUrl;
    private final Clock clock;
    private Optional<Traffic.Answer> lastDocument = Optional.empty();
    private volatile boolean any;

    SessionSigns(
            SessionHistory sessions,
            Profile profile,
            Supplier<String> lease,
            UnaryOperator<String> redactedUrl,
            Clock clock) {
        this.sessions = sessions;
        this.profile = profile;
        this.lease = lease;
        this.redactedUrl = redactedUrl;
        this.clock = clock;
    }

    /** Tells whether there was one. */
    boolean any() {
        return any;
    }

    @Override
    public void answered(Traffic.Answer answer) {
        if (answer.type().equals("document")) {
            lastDocument = Optional.of(answer);
        }
        if (REFUSALS.contains(answer.status()) && profile.owns(answer.url())) {
            note(
                    answer.at(),
                    asked(answer.method(), answer.url()) + " answered " + answer.status(),
                    answer.status() + " " + place(answer.url()));
        }
    }

    @Override
    public void navigated(String url) {
        if (sessions.isLoginPage(url)) {
            Optional<Traffic.Answer> asked = lastDocument.filter(answer ->
                    answer.url().equals(url) && !place(answer.firstUrl()).equals(place(url)));
            String what = asked.map(answer -> asked("GET", answer.firstUrl())).orElse("a page")
                    + " led to the login page " + shown(url);
            note(asked.map(Traffic.Answer::at).orElseGet(clock::instant), what, "login " + place(url));
        }
    }

    private void note(Instant at, String what, String key) {
        any = true;
        sessions.suspect(new SessionSign(at, what, lease.get(), key));
    }

    private String asked(String method, String url) {
        return method + " " + shown(url);
    }

    /** On the platform's own origin the path says enough. */
    private String shown(String url) {
        String place = redactedUrl.apply(place(url));
        String path = profile.owns(url) ? Origin.after(place) : "";
        return path.isEmpty() ? place : path;
    }

    private static String place(String url) {
        return url.split("[?#]", 2)[0];
    }
}
