package io.leasehold.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.LeaseLostException;
import io.leasehold.LeaseholdException;
import io.leasehold.profile.Profile;
import io.leasehold.profile.SessionKeeping;
import io.leasehold.worker.WorkerSettings;
import io.leasehold.worker.WorkerWay;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Opens hosts: browser, shared context, keeper tab and the socket for workers. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class HostLauncher {

    private final HostSettings settings;
    private final PrivateRoot root;
    private final WorkerWay way;
    private final HostedContext.Environs environs;
    private final Set<DriverProcess> unfinished = ConcurrentHashMap.newKeySet();
    private final SpareDriver spare;
    private volatile boolean stopped;
    private final FutureTask<BrowserLocator> locator = new FutureTask<>(BrowserLocator::here);

    /**
     * Makes a launcher.
     *
     * @param strayTab called for each tab that came too late to be closed with its lease
     */
    public HostLauncher(
            HostSettings settings,
            PrivateRoot root,
            WorkerWay way,
            Clock clock,
            Housekeeping housekeeping,
            Runnable strayTab) {
        this.settings = settings;
        this.root = root;
        this.way = way;
        // Takes a while, and so does the start of a driver, which comes first.
        housekeeping.closers().execute(locator);
        this.spare = new SpareDriver(root.driverEnvironment(), housekeeping.closers());
        this.environs = new HostedContext.Environs(clock, housekeeping, strayTab);
    }

    /** Hears where a browser can be found from outside: before it is launched, and again when its processes are known. */
    @FunctionalInterface
    public interface LaunchLog {
        /**
         * Hears it.
         *
         * @param folder a folder that the command lines of the browser's processes name
         * @param pids the processes of driver and browser, once they run
         */
        void found(Path folder, List<Long> pids);
    }

    /**
     * Opens a profile's context, from a saved login state where there is one.
     *
     * @throws PlaywrightException when the browser does not start
     * @throws LeaseholdException when a setting cannot be honoured or no browser is found
     */
    public HostedContext open(Profile profile, Optional<String> savedState, LaunchLog log) {
        LaunchPlan plan = new LaunchPlan(profile, settings);
        SessionFolder session = profile.session() == SessionKeeping.KEPT
                ? SessionFolder.kept(settings.sessions(), profile.id().value())
                : SessionFolder.fresh(root);
        try {
            log.found(session.userData(), List.of());
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
        HostThread thread = new HostThread("leasehold-host-" + profile.id().value());
        AtomicReference<@Nullable DriverProcess> started = new AtomicReference<>();
        try {
            HostedContext.Parts parts = thread.call(
                    () -> launch(profile, plan, session, thread, savedState, started), HostedContext.LAUNCH_LIMIT);
            HostedContext host = new HostedContext(profile, parts, way, environs);
            HostedContext watched = watched(host);
            log.found(session.userData(), host.driver().pids());
            return watched;
        } catch (RuntimeException | Error e) {
            // It was given up before it was through, or it failed: nothing of it may go on in its folder.
            Optional.ofNullable(started.get()).ifPresent(driver -> {
                driver.kill();
                driver.endWithin(Duration.ZERO);
                unfinished.remove(driver);
            });
            thread.stop();
            session.close();
            throw e;
        }
    }

    /** Looks for the browser while its driver starts: either takes a while. */
    private Future<Optional<Path>> search(LaunchPlan plan) {
        FutureTask<Optional<Path>> search = new FutureTask<>(() -> plan.executable(result(locator)));
        environs.housekeeping().closers().execute(search);
        return search;
    }

    private static <T> T result(Future<T> search) {
        try {
            return search.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeaseLostException("Interrupted while looking for a browser.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LeaseholdException known) {
                throw known;
            }
            throw new PlaywrightException("Looking for a browser failed.", e);
        }
    }

    /** Tells that a context that was opened is in use: from here on its shelf ends it. */
    public void finished(HostedContext host) {
        unfinished.remove(host.driver());
    }

    /** Ends what is being opened, and opens nothing more: the run is ending, and waits for no login. */
    public void stop() {
        stopped = true;
        spare.close();
        List<DriverProcess> ended = List.copyOf(unfinished);
        ended.forEach(DriverProcess::kill);
        ended.forEach(driver -> driver.endWithin(Duration.ZERO));
    }

    private void end(DriverProcess driver) {
        driver.kill();
        driver.endWithin(Duration.ZERO);
        unfinished.remove(driver);
        driver.playwright().close();
    }

    private void refuseWhenStopped(DriverProcess driver) {
        unfinished.add(driver);
        if (stopped) {
            driver.kill();
            throw new LeaseLostException("No browser is opened: the run is ending.", null);
        }
    }

    private static HostedContext watched(HostedContext host) {
        try {
            host.watch();
            return host;
        } catch (PlaywrightException | LeaseholdException e) {
            host.close();
            throw e;
        }
    }

    private HostedContext.Parts launch(
            Profile profile,
            LaunchPlan plan,
            SessionFolder session,
            HostThread thread,
            Optional<String> savedState,
            AtomicReference<@Nullable DriverProcess> started) {
        Map<String, String> environment = plan.environment(root.driverEnvironment());
        Future<Optional<Path>> executable = search(plan);
        DriverProcess driver = spare.take(environment).orElseGet(() -> DriverProcess.start(environment));
        started.set(driver);
        try {
            refuseWhenStopped(driver);
            BrowserType type = typeOf(driver.playwright(), plan.browserType());
            plan.testIdAttribute().ifPresent(driver.playwright().selectors()::setTestIdAttribute);
            BrowserContext context =
                    type.launchPersistentContext(session.userData(), plan.launchOptions(type, result(executable)));
            Page keeper = context.pages().isEmpty()
                    ? context.newPage()
                    : context.pages().get(0);
            Optional<String> state = savedState.or(session::storedState).or(plan::savedState);
            state.ifPresent(text -> StateRestore.into(context, keeper, text));
            String endpoint = bind(context, profile);
            WorkerSettings worker =
                    new WorkerSettings(profile.id(), endpoint, plan.browserType(), plan.testIdAttribute(), environment);
            return new HostedContext.Parts(thread, driver, context, keeper, session, worker);
        } catch (RuntimeException | Error e) {
            end(driver);
            throw e;
        }
    }

    private static BrowserType typeOf(Playwright playwright, String name) {
        return name.equals("firefox")
                ? playwright.firefox()
                : name.equals("webkit") ? playwright.webkit() : playwright.chromium();
    }

    private static String bind(BrowserContext context, Profile profile) {
        Browser browser = context.browser();
        if (browser == null) {
            throw new PlaywrightException("This Playwright does not give the browser of a persistent context.");
        }
        return browser.bind("leasehold-" + profile.id().value()).endpoint;
    }
}
