package io.leasehold.browser;

import io.leasehold.LeaseLostException;
import io.leasehold.profile.Profile;
import io.leasehold.profile.SessionState;
import io.leasehold.timeline.Detail;
import io.leasehold.timeline.EventKind;
import io.leasehold.timeline.EventSink;
import io.leasehold.timeline.Subject;
import io.leasehold.timeline.TimelineEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.apiguardian.api.API;

/**
 * The sessions that one context has had, one generation after the other: what makes the present one suspicious, who
 * looks, and how the earlier ones ended. It asks no browser itself. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class SessionHistory {

    private static final Duration TURN_LIMIT = Duration.ofMinutes(3);

    private final Profile profile;
    private final Clock clock;
    private final LoginPlaces places;
    private final AtomicLong suspicions = new AtomicLong();
    private final AtomicLong settled = new AtomicLong();
    private final ReentrantLock checking = new ReentrantLock();
    private final Set<String> seen = new HashSet<>();
    private final List<SessionSign> signs = new ArrayList<>();
    private final List<SessionLoss> losses = new ArrayList<>();
    private int lookedAt;
    private long generation;
    private boolean lost;
    private volatile EventSink told = event -> 0;

    SessionHistory(Profile profile, Clock clock) {
        this.profile = profile;
        this.clock = clock;
        this.places = new LoginPlaces(profile);
    }

    void tellTo(EventSink listener) {
        told = listener;
    }

    /** Returns the number of the present session, counted from one; it grows with each login. */
    public synchronized long generation() {
        return generation;
    }

    /** Tells whether an address is where people sign in: declared by the profile, or seen when it was signed out. */
    public boolean isLoginPage(String url) {
        return places.contains(url);
    }

    /**
     * Notes a sign that the session has ended, so that the next lease looks first. A sign that was seen before in this
     * generation changes nothing: either somebody looks already, or it is how the application answers.
     */
    public void suspect(SessionSign sign) {
        synchronized (this) {
            if (!seen.add(sign.key())) {
                return;
            }
            signs.add(sign);
        }
        suspicions.incrementAndGet();
        tell(EventKind.SESSION_SUSPECTED, Detail.text("sign", sign.toString()));
    }

    /** Has the next lease look first: a test failed, and the reason may be a login that ended. */
    void suspect() {
        suspicions.incrementAndGet();
    }

    /** Tells whether a look is due. */
    public boolean isSuspected() {
        return settled.get() < suspicions.get();
    }

    /** Returns how a session ended that was there at a generation or came after it. */
    public synchronized Optional<SessionLoss> lossSince(long since) {
        return losses.stream().filter(loss -> loss.generation() >= since).findFirst();
    }

    /** Looks, if there is reason to; one caller does, others wait for it. */
    void settle(Runnable look) {
        long known = suspicions.get();
        if (settled.get() >= known) {
            return;
        }
        awaitTurn();
        try {
            if (settled.get() < known) {
                long answered = suspicions.get();
                synchronized (this) {
                    lookedAt = signs.size();
                }
                look.run();
                settled.set(answered);
            }
        } finally {
            checking.unlock();
        }
    }

    private void awaitTurn() {
        try {
            if (checking.tryLock(TURN_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeaseLostException(
                    "Interrupted while another test looks whether profile '"
                            + profile.id().value() + "' is still signed in.",
                    e);
        }
        throw new LeaseLostException(
                "Nobody found out within " + TURN_LIMIT.toSeconds() + " s whether profile '"
                        + profile.id().value() + "' is still signed in.",
                null);
    }

    /** Hears that a look found it signed out, before anybody signs in again. */
    void signedOut(String url) {
        places.learn(url);
        synchronized (this) {
            if (generation == 0 || lost) {
                return;
            }
            lost = true;
            Optional<SessionSign> first = signs.stream().findFirst();
            Instant at = first.map(SessionSign::at).orElseGet(this::now);
            long row = tell(
                    EventKind.SESSION_LOST,
                    Detail.number("generation", generation),
                    Detail.time("since", at),
                    Detail.text("sign", first.map(SessionSign::toString).orElse("")));
            losses.add(new SessionLoss(generation, at, first, row, Optional.empty()));
        }
    }

    /** Hears what a look came to, with or without a login. */
    synchronized void found(SignIn result) {
        if (result.state() != SessionState.READY) {
            return;
        }
        boolean first = generation == 0;
        if (first || result.loggedIn()) {
            generation++;
            seen.clear();
            signs.clear();
        } else {
            // One that came while somebody looked is not answered yet.
            signs.subList(0, Math.min(lookedAt, signs.size())).clear();
        }
        if (lost) {
            lost = false;
            losses.set(losses.size() - 1, losses.get(losses.size() - 1).healed(now()));
            tell(EventKind.SESSION_HEALED, Detail.number("generation", generation));
        } else if (!first) {
            tell(EventKind.SESSION_KEPT, Detail.number("generation", generation));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private long tell(EventKind kind, Detail... details) {
        return told.tell(TimelineEvent.of(kind, Subject.of(profile.id()), details));
    }
}
