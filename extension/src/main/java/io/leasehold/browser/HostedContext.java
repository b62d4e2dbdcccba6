package io.leasehold.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.Cookie;
import io.leasehold.ConfigurationException;
import io.leasehold.browser.ContextEnd.Cause;
import io.leasehold.profile.Profile;
import io.leasehold.profile.SessionState;
import io.leasehold.timeline.Detail;
import io.leasehold.timeline.EventKind;
import io.leasehold.timeline.EventSink;
import io.leasehold.timeline.Subject;
import io.leasehold.timeline.TimelineEvent;
import io.leasehold.worker.RoomTerms;
import io.leasehold.worker.WorkerPool;
import io.leasehold.worker.WorkerSettings;
import io.leasehold.worker.WorkerWay;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * A profile's browser with its one shared context, owned by a thread of its own: opened, bound for workers, watched and
 * closed here. Thread-safe; the {@link ContextShelf} closes it.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class HostedContext implements ShelvedContext {

    static final Duration LAUNCH_LIMIT = Duration.ofMinutes(2);
    private static final Duration SIGN_IN_LIMIT = Duration.ofMinutes(3);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(8);
    private static final Duration WATCH_PAUSE = Duration.ofMillis(500);
    private static final Optional<ContextEnd> NOT_ENDED = Optional.empty();
    private static final Duration EXIT_LIMIT = Duration.ofSeconds(6);
    private static final Duration DEATH_LIMIT = Duration.ofMillis(300);
    private static final Duration CLIENT_LIMIT = Duration.ofSeconds(2);

    private final Profile profile;
    private final HostThread thread;
    private final DriverProcess driver;
    private final HostRuntime runtime;
    private final HostRuntime.Opened opened;
    private final BrowserContext context;
    private final Page keeper;
    private final WorkerPool workers;
    private final Environs environs;
    private final AtomicReference<Optional<ContextEnd>> end = new AtomicReference<>(NOT_ENDED);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean stuck = new AtomicBoolean();
    private final AtomicInteger failedLooks = new AtomicInteger();
    private final AtomicLong ticks = new AtomicLong();
    private final SessionHistory history;
    private final StrayTabSweep sweep;
    private final boolean isChromium;
    private final Silence silence = new Silence();
    private volatile Runnable unwatch = () -> {};
    private volatile EventSink told = event -> 0;
    private volatile Consumer<HostedContext> farewell = host -> {};
    private volatile String state = "";
    private volatile boolean byHand;

    HostedContext(Profile profile, Parts parts, WorkerWay way, Environs environs) {
        this.profile = profile;
        this.thread = parts.thread();
        this.driver = parts.driver();
        this.runtime = parts.runtime();
        this.opened = parts.opened();
        this.context = opened.context();
        this.keeper = opened.keeper();
        this.environs = environs;
        this.isChromium = parts.worker().browserType().equals("chromium");
        this.history = new SessionHistory(profile, environs.clock());
        this.workers =
                new WorkerPool(parts.worker(), way, environs.housekeeping().closers(), () -> stuck.set(true));
        workers.serves(context);
        this.sweep = new StrayTabSweep(keeper, workers, environs, () -> stuck.set(true));
    }

    /** What an opened host is made of. */
    record Parts(
            HostThread thread,
            DriverProcess driver,
            HostRuntime runtime,
            HostRuntime.Opened opened,
            WorkerSettings worker) {}

    /**
     * What hosts of one run share.
     *
     * @param strayTab called for each tab that came too late to be closed with its lease
     */
    record Environs(Clock clock, Housekeeping housekeeping, Runnable strayTab) {}

    /** Starts to watch the context; from here on an end that the provider did not order is noticed. */
    void watch() {
        thread.call(
                () -> {
                    context.onClose(closed -> noteEnd(Cause.UNKNOWN, ""));
                    if (runtime.isOurs() && isChromium) {
                        sweep.begin(new UnannouncedTabs(opened));
                    }
                    return closing.get();
                },
                LAUNCH_LIMIT);
        driver.rememberTree();
        thread.repeat(this::lookForEnd, WATCH_PAUSE);
        unwatch = environs.housekeeping().repeat("Watching a browser", this::watchOver, WATCH_PAUSE);
    }

    /** On the owner's thread: the owner hears of the browser's end only while it talks to it. */
    private void lookForEnd() {
        if (closing.get() || end.get().isPresent()) {
            return;
        }
        silence.asked();
        try {
            // A question that the browser itself has to answer, not its driver alone.
            context.cookies(profile.entryUrl());
            if (!byHand) {
                sweep.over(context.pages(), ticks.get());
            }
            failedLooks.set(0);
        } catch (PlaywrightException e) {
            // A listener that a login left behind may throw here too; that is no end.
            if (context.isClosed() || failedLooks.incrementAndGet() > 1) {
                noteEnd(Cause.UNKNOWN, "");
            }
        } finally {
            silence.answered();
        }
    }

    /** On the watching thread, which never waits: processes that are gone, and looks that do not come back. */
    private void watchOver() {
        ticks.incrementAndGet();
        if (closing.get() || end.get().isPresent()) {
            return;
        }
        noteDeadProcesses();
        if (silence.isTooLong(driver::work)) {
            noteEnd(runtime.isOurs() ? Cause.SILENT : Cause.OUT_OF_REACH, silence.seconds() + " s");
            driver.kill();
        }
    }

    private void noteDeadProcesses() {
        if (!driver.isAlive()) {
            noteEnd(Cause.DRIVER_GONE, "");
            // A browser outlives a driver that was stopped before it was killed.
            driver.kill();
        } else if (!driver.isBrowserAlive()) {
            noteEnd(Cause.BROWSER_GONE, "");
        }
    }

    DriverProcess driver() {
        return driver;
    }

    /** Notes an end that the provider did not order. */
    public void noteEnd(Cause cause, String by) {
        if (!closing.get()) {
            ContextEnd noted = new ContextEnd(environs.clock().instant(), cause, by);
            Optional<ContextEnd> before = end.getAndUpdate(
                    known -> Optional.of(known.map(first -> first.with(noted)).orElse(noted)));
            if (before.isEmpty()) {
                tell(EventKind.CONTEXT_LOST, Detail.text("cause", noted.code()), Detail.text("by", by));
            }
        }
    }

    /**
     * Returns how the context ended, if it did before its time.
     *
     * @param limit how long to wait for the browser's own answer when nothing is known yet
     */
    public Optional<ContextEnd> findEnd(Duration limit) {
        if (end.get().isEmpty() && !closing.get()) {
            noteDeadProcesses();
            if (end.get().isEmpty()) {
                thread.tryCall(this::lookForEnd, limit);
            }
        }
        if (end.get().filter(known -> known.cause() == Cause.UNKNOWN).isPresent()) {
            // The driver hears of it before the process has ended.
            driver.awaitBrowserEnd(DEATH_LIMIT);
            noteDeadProcesses();
        }
        return end.get();
    }

    /** Notes an end that was ordered; one that came before it stays the reason. */
    @Override
    public void endedBy(String by) {
        end.compareAndSet(NOT_ENDED, Optional.of(new ContextEnd(environs.clock().instant(), Cause.PROVIDER, by)));
    }

    /** Returns how the context ended, unless it was closed because nobody used it. */
    public Optional<ContextEnd> end() {
        return end.get();
    }

    @Override
    public boolean isUsable() {
        return !closing.get() && end.get().isEmpty();
    }

    /** Tells whether something in it does not close any more, so that it is better replaced. */
    public boolean isStuck() {
        return stuck.get();
    }

    /** Notes that a test failed on it: the login may have ended, and the next lease is to look first. */
    public void suspectSession() {
        history.suspect();
    }

    /**
     * Looks whether the session is still good, if there is reason to; one caller does, others wait for it.
     *
     * @throws io.leasehold.LeaseholdException what the check threw; the next caller looks again
     */
    public void checkSession(Consumer<HostedContext> check) {
        history.settle(() -> check.accept(this));
    }

    /** Returns what is known of its sessions. */
    public SessionHistory sessions() {
        return history;
    }

    /** Tells a timeline that it is open, and from now on what becomes of it. */
    public void tellTo(EventSink timeline, Detail... opened) {
        told = timeline;
        history.tellTo(timeline);
        tell(EventKind.CONTEXT_OPENED, opened);
    }

    private void tell(EventKind kind, Detail... details) {
        told.tell(TimelineEvent.of(kind, Subject.of(profile.id()), details));
    }

    /** Returns the profile. */
    public Profile profile() {
        return profile;
    }

    /** Returns the workers that share the context. */
    public WorkerPool workers() {
        return workers;
    }

    /**
     * Brings the context to a signed-in session, in the keeper tab on the owner's thread.
     *
     * @param log told of the login if there is one; it may refuse it
     * @throws RuntimeException what the user's probe or login threw
     */
    public SignIn signIn(LoginLog log) {
        SignIn result = thread.call(() -> SignIn.attempt(keeper, profile, log, history::signedOut), SIGN_IN_LIMIT);
        history.found(result);
        return result;
    }

    /**
     * Looks at the session as it is, without signing in.
     *
     * @throws RuntimeException what the user's probe threw
     */
    public SessionState look() {
        return thread.call(() -> profile.probe().probe(keeper, profile), SIGN_IN_LIMIT);
    }

    /**
     * Measures what the keeper tab has around it; leaves the tab somewhere else.
     *
     * @throws RuntimeException what the user's probe threw
     */
    public EnvironmentSight measureEnvironment() {
        return thread.call(() -> EnvironmentMeasure.look(keeper, profile), SIGN_IN_LIMIT);
    }

    /** Returns what looks at the keeper tab, for records. */
    public KeeperView view() {
        return new KeeperView(thread, keeper, profile);
    }

    /** Has somebody look at it once more, within a limit of their own, before it closes. */
    public void beforeClose(Consumer<HostedContext> look) {
        farewell = look;
    }

    /** Leaves the context to a person who signs in: all tabs but one are the person's, and no test gets any. */
    public SessionByHand handOver() {
        byHand = true;
        return thread.call(() -> SessionByHand.begin(thread, context, keeper, profile), LAUNCH_LIMIT);
    }

    /** Leaves the keeper tab on a blank page: it keeps the context alive, not the application busy. */
    public void park() {
        thread.call(() -> keeper.navigate("about:blank") == null, LAUNCH_LIMIT);
    }

    /**
     * Takes the login state, so that a later context can start from it.
     *
     * @return the secrets in it, which are to be kept out of everything that is written
     */
    public Set<String> saveState() {
        state = thread.call(() -> context.storageState(), LAUNCH_LIMIT);
        runtime.store(state);
        return StateSecrets.in(state);
    }

    /**
     * Returns how a throw-away context with this login is made.
     *
     * @param today the cookies that the shared context has now
     * @throws ConfigurationException when its browser was not launched by this host
     */
    public RoomTerms cleanRoom(List<Cookie> today) {
        RoomPlan rooms = opened.rooms()
                .orElseThrow(() -> new ConfigurationException(
                        "Profile '" + profile.id()
                                + "' has no clean room: its browser is elsewhere, and a throw-away context with its login would be in"
                                + " another one. Read by reloading or reopening, or by a witness.",
                        null));
        return rooms.terms(state.isEmpty() ? "{}" : state, today);
    }

    /** Returns the login state that was taken last; a secret. */
    @Override
    public Optional<String> savedState() {
        return state.isEmpty() ? Optional.empty() : Optional.of(state);
    }

    /** Closes the context and ends the browser and its driver; what does not end by itself is ended. Idempotent. */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        unwatch.run();
        sayFarewell();
        workers.close();
        driver.rememberTree();
        try {
            if (end.get().isEmpty() || end.get().get().cause() == Cause.PROVIDER) {
                thread.call(this::closeContext, CLOSE_LIMIT);
            }
        } catch (PlaywrightException e) {
            // What did not close in time is ended below.
            driver.kill();
        } finally {
            driver.endWithin(end.get().isEmpty() ? EXIT_LIMIT : Duration.ZERO);
            // Its client has a thread of its own, which ends with this alone.
            thread.tryCall(() -> driver.playwright().close(), CLIENT_LIMIT);
            thread.stop();
            runtime.close();
            tellClosed();
        }
    }

    private void tellClosed() {
        Optional<ContextEnd> why = end.get();
        tell(
                EventKind.CONTEXT_CLOSED,
                Detail.text("cause", why.map(ContextEnd::code).orElse("retired")),
                Detail.text("by", why.map(ContextEnd::by).orElse("")));
    }

    private void sayFarewell() {
        try {
            farewell.accept(this);
        } catch (RuntimeException | Error e) {
            // It closes whatever happens; the message may quote what belongs to nobody's log.
            System.getLogger("io.leasehold")
                    .log(
                            System.Logger.Level.WARNING,
                            "The last look at profile '" + profile.id().value() + "' failed: "
                                    + e.getClass().getName());
        }
    }

    private boolean closeContext() {
        runtime.end(opened, workers::isOurs);
        driver.playwright().close();
        return true;
    }
}
