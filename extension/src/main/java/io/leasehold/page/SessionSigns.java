package io.leasehold.page;

import io.leasehold.browser.SessionHistory;
import io.leasehold.browser.SessionSign;
import io.leasehold.profile.Profile;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Watches one lease's traffic for signs that the session has ended: 401 or 403 from the platform's own origin, or a tab
 * that was led to the login page. It only notes them. Used by the thread that uses the tab; {@link #any} by all.
 */
final class SessionSigns implements Traffic.Listener {

    private static final Set<Integer> REFUSALS = Set.of(401, 403);

    private final SessionHistory sessions;
    private final Set<String> origins;
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
        this.origins = Stream.concat(profile.baseUrl().stream(), Stream.of(profile.entryUrl()))
                .map(SessionSigns::origin)
                .collect(Collectors.toUnmodifiableSet());
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
        if (REFUSALS.contains(answer.status()) && origins.contains(origin(answer.url()))) {
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
        return origins.stream()
                .filter(place::startsWith)
                .findFirst()
                .map(origin -> place.substring(origin.length()))
                .filter(path -> !path.isEmpty())
                .orElse(place);
    }

    private static String place(String url) {
        return url.split("[?#]", 2)[0];
    }

    private static String origin(String url) {
        try {
            URI address = new URI(place(url));
            return address.getScheme() + "://" + address.getRawAuthority();
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
