package io.leasehold.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.profile.Profile;
import io.leasehold.worker.WorkerPool;
import io.leasehold.worker.WorkerSettings;
import io.leasehold.worker.WorkerWay;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apiguardian.api.API;

/**
 * A profile's browser with its one shared context, owned by a thread of its own: opened, bound for workers, watched and
 * closed here. Thread-safe; the {@link ContextShelf} closes it.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class HostedContext implements AutoCloseable {

    static final Duration LAUNCH_LIMIT = Duration.ofMinutes(2);
    private static final Duration SIGN_IN_LIMIT = Duration.ofMinutes(3);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(8);
    private static final Duration WATCH_PAUSE = Duration.ofMillis(500);
    private static final Duration EXIT_LIMIT = Duration.ofSeconds(6);

    private final Profile profile;
    private final HostThread thread;
    private final DriverProcess driver;
    private final BrowserContext context;
    private final Page keeper;
    private final WorkerPool workers;
    private final SessionFolder session;
    private final Clock clock;
    private final AtomicReference<Optional<ContextEnd>> end = new AtomicReference<>(Optional.empty());
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Set<Page> suspects = new HashSet<>();
    private volatile String state = "";

    HostedContext(Profile profile, Parts parts, WorkerWay way, Clock clock) {
        this.profile = profile;
        this.thread = parts.thread();
        this.driver = parts.driver();
        this.context = parts.context();
        this.keeper = parts.keeper();
        this.session = parts.session();
        this.clock = clock;
        this.workers = new WorkerPool(parts.worker(), way);
    }

    /** What an opened host is made of. */
    record Parts(
            HostThread thread,
            DriverProcess driver,
            BrowserContext context,
            Page keeper,
            SessionFolder session,
            WorkerSettings worker) {}

    /** Starts to watch the context; from here on an end that the provider did not order is noticed. */
    void watch() {
        thread.call(
                () -> {
                    context.onClose(closed -> noteEnd(Optional.empty()));
                    return closing.get();
                },
                LAUNCH_LIMIT);
        // The owner hears of the browser's end only while it talks to it.
        thread.repeat(this::look, WATCH_PAUSE);
    }

    private void look() {
        if (closing.get()) {
            return;
        }
        try {
            keeper.waitForTimeout(0);
            closeStrayTabs();
        } catch (PlaywrightException e) {
            noteEnd(Optional.empty());
        }
    }

    /** Closes tabs that came too late for their lease: those that nobody can have, at two looks in a row. */
    private void closeStrayTabs() {
        List<Page> stray = context.pages().stream()
                .filter(page -> page != keeper && workers.isStray(page))
                .toList();
        for (Page page : stray) {
            if (suspects.contains(page)) {
                page.close();
            }
        }
        suspects.clear();
        suspects.addAll(stray);
    }

    /** Notes an end that the provider did not order; the first that names a culprit stays. */
    public void noteEnd(Optional<String> by) {
        if (!closing.get()) {
            ContextEnd noted = new ContextEnd(clock.instant(), by);
            end.updateAndGet(known ->
                    known.isEmpty() || (known.get().by().isEmpty() && by.isPresent()) ? Optional.of(noted) : known);
        }
    }

    /** Returns how the context ended, if its provider did not end it. */
    public Optional<ContextEnd> end() {
        return end.get();
    }

    boolean isUsable() {
        return !closing.get() && end.get().isEmpty();
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
     * @throws RuntimeException what the user's probe or login threw
     */
    public SignIn signIn() {
        return thread.call(() -> SignIn.attempt(keeper, profile), SIGN_IN_LIMIT);
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
        session.store(state);
        return StateSecrets.in(state);
    }

    /** Returns the login state that was taken last; a secret. */
    Optional<String> savedState() {
        return state.isEmpty() ? Optional.empty() : Optional.of(state);
    }

    /** Closes the context and ends the browser and its driver; what does not end by itself is ended. Idempotent. */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        workers.close();
        List<ProcessHandle> processes = driver.tree();
        try {
            thread.call(this::closeContext, CLOSE_LIMIT);
        } catch (PlaywrightException e) {
            processes.forEach(ProcessHandle::destroyForcibly);
        } finally {
            thread.stop();
            DriverProcess.await(processes, EXIT_LIMIT);
            session.close();
        }
    }

    private boolean closeContext() {
        context.close();
        driver.playwright().close();
        return true;
    }
}
