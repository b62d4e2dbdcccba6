package io.leasehold.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.profile.Origin;
import io.leasehold.profile.PersonsPage;
import io.leasehold.profile.Profile;
import io.leasehold.profile.SessionState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A context in the hands of a person who signs in. The probe looks from a tab of its own, and only once the person's tab is
 * back in the application and asks for nothing: an application's entry page that is opened in the middle of a login may
 * begin another one. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class SessionByHand {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final HostThread thread;
    private final BrowserContext context;
    private final Profile profile;
    private Page beside;
    private String where = "";
    private String probed = "";
    private long probedNanos;
    private boolean signsIn;

    private SessionByHand(HostThread thread, BrowserContext context, Profile profile, Page beside) {
        this.thread = thread;
        this.context = context;
        this.profile = profile;
        this.beside = beside;
    }

    /** On the owner's thread: opens the application in the person's tab. */
    static SessionByHand begin(HostThread thread, BrowserContext context, Page persons, Profile profile) {
        SessionByHand session = new SessionByHand(thread, context, profile, context.newPage());
        persons.bringToFront();
        try {
            persons.navigate(profile.entryUrl());
        } catch (PlaywrightException e) {
            // The person sees the error in the window, and can reload it.
        }
        session.noteLogin(session.persons());
        return session;
    }

    /** Tells whether the person was seen to be asked, or the session to be out; it may have been signed in already. */
    public boolean isLogin() {
        return thread.call(() -> signsIn, LIMIT);
    }

    private void noteLogin(List<Page> persons) {
        signsIn = signsIn || persons.stream().anyMatch(PersonsPage::isSeenAsking);
    }

    /** Tells whether the person has closed all tabs. */
    public boolean isAbandoned() {
        return thread.call(() -> persons().isEmpty(), LIMIT);
    }

    /** Looks at the session, if the person seems to be through and something has changed. */
    public Optional<SessionState> look() {
        return thread.call(this::lookHere, LIMIT);
    }

    private List<Page> persons() {
        return context.pages().stream().filter(page -> page != beside).toList();
    }

    private Optional<SessionState> lookHere() {
        List<Page> persons = persons();
        noteLogin(persons);
        String before = where;
        where = persons.stream().map(Page::url).collect(Collectors.joining(" "));
        boolean news = !where.equals(probed) || System.nanoTime() - probedNanos > LOOK_AGAIN.toNanos();
        if (!where.equals(before) || !news || persons.stream().noneMatch(this::isThrough)) {
            return Optional.empty();
        }
        if (beside.isClosed()) {
            beside = context.newPage();
        }
        SessionState state = profile.probe().probe(beside, profile);
        signsIn = signsIn || (state != SessionState.READY && state != SessionState.UNKNOWN);
        probed = where;
        probedNanos = System.nanoTime();
        return Optional.of(state);
    }

    private boolean isThrough(Page page) {
        return Origin.of(page.url()).equals(Origin.of(profile.entryUrl())) && !PersonsPage.asks(page);
    }
}
