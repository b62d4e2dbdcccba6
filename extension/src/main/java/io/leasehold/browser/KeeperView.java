package io.leasehold.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.LeaseLostException;
import io.leasehold.evidence.MaskedScreenshot;
import io.leasehold.evidence.Redactor;
import io.leasehold.profile.Profile;
import io.leasehold.profile.SessionState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.apiguardian.api.API;

/**
 * Looks at what a host's keeper tab shows, on the host's own thread, without signing in and within a limit. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class KeeperView {

    private static final Duration PICTURE_LIMIT = Duration.ofSeconds(6);
    private static final Duration URL_LIMIT = Duration.ofSeconds(1);

    private final HostThread thread;
    private final Page keeper;
    private final Profile profile;

    KeeperView(HostThread thread, Page keeper, Profile profile) {
        this.thread = thread;
        this.keeper = keeper;
        this.profile = profile;
    }

    /**
     * Opens the probe's page and tells the session's state.
     *
     * @throws RuntimeException what the user's probe threw, or that it took too long
     */
    public SessionState look(Duration limit) {
        return thread.call(() -> profile.probe().probe(keeper, profile), limit);
    }

    /** Returns where the tab is, which may hold secrets; empty when it does not say. */
    public String url() {
        return attempt(keeper::url, URL_LIMIT).orElse("");
    }

    /** Returns what the tab shows as a PNG file with its secrets covered, if that can be had in time. */
    public Optional<byte[]> picture(Redactor redactor) {
        return attempt(() -> MaskedScreenshot.take(keeper, redactor), PICTURE_LIMIT);
    }

    /** A browser that is gone, or hangs, shows nothing; who wants to know why asks for its end. */
    private <T> Optional<T> attempt(Callable<T> look, Duration limit) {
        try {
            return Optional.of(thread.call(look, limit));
        } catch (PlaywrightException | LeaseLostException | RejectedExecutionException e) {
            return Optional.empty();
        }
    }
}
