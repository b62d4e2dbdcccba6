package io.leasehold.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import io.leasehold.profile.Origin;
import io.leasehold.profile.Profile;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What goes over the line while a login runs, in its tab and the windows that it opens: whether anything was sent, and
 * whether the application had too many requests. Confined to the page's thread.
 */
final class LoginTraffic implements AutoCloseable {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Page page;
    private final String entry;
    private final Consumer<Request> onRequest = this::note;
    private final Consumer<Response> onResponse = this::note;
    private final Consumer<Page> onPopup = this::listen;
    private final List<Page> heard = new ArrayList<>();
    private boolean sent;
    private Optional<LoginLog.TooMany> tooMany = Optional.empty();

    private LoginTraffic(Page page, String entry) {
        this.page = page;
        this.entry = Origin.of(entry);
    }

    static LoginTraffic of(Page page, Profile profile) {
        LoginTraffic traffic = new LoginTraffic(page, profile.entryUrl());
        traffic.listen(page);
        return traffic;
    }

    private void listen(Page one) {
        heard.add(one);
        one.onRequest(onRequest);
        one.onResponse(onResponse);
        one.onPopup(onPopup);
    }

    private void note(Request request) {
        sent |= !READING.contains(request.method()) && concerns(request);
    }

    private void note(Response response) {
        if (response.status() == TOO_MANY_REQUESTS && concerns(response.request())) {
            tooMany = Optional.of(new LoginLog.TooMany(retryAfter(
                    response.headers().get("retry-after"), response.headers().get("date"))));
        }
    }

    /** What a page tells third parties while it is signed in says nothing of the account. */
    private boolean concerns(Request request) {
        String to = Origin.of(request.url());
        boolean here = !to.isEmpty() && (to.equals(entry) || to.equals(Origin.of(page.url())));
        return here || request.isNavigationRequest();
    }

    /** Seconds, or a moment that is judged by the application's own clock. */
    static Optional<Duration> retryAfter(@Nullable String text, @Nullable String date) {
        if (text == null) {
            return Optional.empty();
        }
        String said = text.strip();
        if (said.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(said)));
        }
        if (date == null) {
            return Optional.empty();
        }
        try {
            Duration wait = Duration.between(moment(date.strip()), moment(said));
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ZonedDateTime moment(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    /** Tells whether anything was sent to the application that could have been a login. */
    boolean wasSent() {
        return sent;
    }

    Optional<LoginLog.TooMany> tooMany() {
        return tooMany;
    }

    @Override
    public void close() {
        for (Page one : heard) {
            try {
                one.offRequest(onRequest);
                one.offResponse(onResponse);
                one.offPopup(onPopup);
            } catch (PlaywrightException e) {
                // A tab that is gone tells nothing any more; how the login ended is what matters.
            }
        }
    }
}
