package io.leasehold.profile;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.WaitUntilState;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens a page and tells the session's state by the first marker that it sees.
 *
 * <p>A verification prompt outranks a login page, and both outrank the marker of a ready session. Immutable.
 */
final class SelectorProbe implements SessionProbe {

    private static final System.Logger LOG = System.getLogger(SelectorProbe.class.getName());
    private static final int UNAUTHORIZED = 401;
    private static final int FIRST_ERROR = 400;

    private final Optional<URI> url;
    private final Markers markers;
    private final Duration timeout;

    SelectorProbe(Optional<URI> url, Markers markers, Duration timeout) {
        this.url = url;
        this.markers = markers;
        this.timeout = timeout;
    }

    @Override
    public SessionState probe(Page page, Profile profile) {
        String opened = url.map(URI::toString).orElseGet(profile::entryUrl);
        Deadline deadline = Deadline.after(timeout);
        try {
            int status = open(page, opened, deadline);
            if (status == UNAUTHORIZED && markers.loggedOut().isEmpty()) {
                return SessionState.LOGGED_OUT;
            }
            PageView view = new PageView(page, opened);
            // An error page shows no login form either, and is no sign of a ready session.
            boolean silenceIsReady = !markers.sayWhenReady() && status < FIRST_ERROR;
            return new ProbeRace(page, view, markers, silenceIsReady).run(deadline);
        } catch (PlaywrightException e) {
            if (page.isClosed()) {
                throw e;
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "profile={0}: the probe could not look at {1}: {2}",
                    profile.id(),
                    PageView.address(opened),
                    PlaywrightFailure.reason(e));
            return SessionState.UNKNOWN;
        }
    }

    private static int open(Page page, String address, Deadline deadline) {
        try {
            @Nullable
            Response response = page.navigate(
                    address,
                    new Page.NavigateOptions()
                            .setWaitUntil(WaitUntilState.COMMIT)
                            .setTimeout(deadline.millisLeft()));
            return response == null ? 0 : response.status();
        } catch (TimeoutError e) {
            // Nothing came: the race below ends at once, as unknown.
            return FIRST_ERROR;
        }
    }

    @Override
    public String toString() {
        return "SelectorProbe[timeout=" + timeout + "]";
    }
}
