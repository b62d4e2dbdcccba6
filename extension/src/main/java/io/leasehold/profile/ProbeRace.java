package io.leasehold.profile;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.LoadState;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waits for whichever marker is seen first. One use, confined to the page's thread. */
final class ProbeRace {

    // An application may show a placeholder before the account's name; a wrong name costs the profile its freedom.
    private static final Duration MISMATCH_HOLDS = Duration.ofSeconds(2);
    // An application that polls its server is never quiet.
    private static final Duration QUIET_WITHIN = Duration.ofSeconds(5);
    private static final double QUIET_TICK = 200;
    private static final double READ_LIMIT = 1_000;
    private static final String SHOWN_TEXT = "e => e instanceof HTMLInputElement ? e.value : e.innerText";

    private final Page page;
    private final PageView view;
    private final Markers markers;
    private final boolean silenceIsReady;
    private @Nullable Deadline mismatch;

    ProbeRace(Page page, PageView view, Markers markers, boolean silenceIsReady) {
        this.page = page;
        this.view = view;
        this.markers = markers;
        this.silenceIsReady = silenceIsReady;
    }

    SessionState run(Deadline deadline) {
        Deadline quiet = Deadline.after(QUIET_WITHIN);
        boolean settled = false;
        while (!deadline.isOver()) {
            Optional<SessionState> seen = look();
            if (seen.isPresent()) {
                return seen.get();
            }
            if (settled) {
                return SessionState.READY;
            }
            settled = silenceIsReady ? becameQuiet(quiet) : waited();
        }
        return mismatch == null ? SessionState.UNKNOWN : SessionState.UNEXPECTED_ACCOUNT;
    }

    private Optional<SessionState> look() {
        if (markers.needsReview().map(view::shows).orElseGet(view::asksForVerification)) {
            return Optional.of(SessionState.NEEDS_REVIEW);
        }
        if (markers.loggedOut().map(view::shows).orElseGet(this::looksLoggedOut)) {
            return Optional.of(SessionState.LOGGED_OUT);
        }
        if (!markers.sayWhenReady() || !markers.ready().map(view::shows).orElse(true)) {
            return Optional.empty();
        }
        return markers.account().isEmpty()
                ? Optional.of(SessionState.READY)
                : markers.account().flatMap(this::account);
    }

    /** With markers of its own, a page may well show a password field to somebody who is logged in. */
    private boolean looksLoggedOut() {
        boolean ready = markers.sayWhenReady()
                && markers.ready()
                        .or(() -> markers.account().map(AccountMarker::selector))
                        .map(view::shows)
                        .orElse(false);
        return !ready && view.asksForLogin();
    }

    private Optional<SessionState> account(AccountMarker account) {
        String shown = text(account.selector());
        if (shown.contains(account.contains())) {
            return Optional.of(SessionState.READY);
        }
        if (shown.isBlank()) {
            mismatch = null;
            return Optional.empty();
        }
        if (mismatch == null) {
            mismatch = Deadline.after(MISMATCH_HOLDS);
        }
        return mismatch.isOver() ? Optional.of(SessionState.UNEXPECTED_ACCOUNT) : Optional.empty();
    }

    private String text(String selector) {
        Locator marker = PageView.visible(page.locator(selector)).first();
        if (!view.shows(marker)) {
            return "";
        }
        try {
            Object text = marker.evaluate(SHOWN_TEXT, null, new Locator.EvaluateOptions().setTimeout(READ_LIMIT));
            return Objects.toString(text, "");
        } catch (PlaywrightException e) {
            if (page.isClosed()) {
                throw e;
            }
            // It went away between the look and the reading: the next look decides.
            return "";
        }
    }

    private boolean waited() {
        view.tick();
        return false;
    }

    private boolean becameQuiet(Deadline limit) {
        try {
            page.waitForLoadState(LoadState.NETWORKIDLE, new Page.WaitForLoadStateOptions().setTimeout(QUIET_TICK));
            return true;
        } catch (TimeoutError e) {
            return limit.isOver();
        }
    }
}
