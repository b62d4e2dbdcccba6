package io.leasehold.browser;

import com.microsoft.playwright.PlaywrightException;
import io.leasehold.LeaseLostException;
import io.leasehold.LeaseholdException;
import io.leasehold.profile.BrowserSource;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Opens hosts: browser, shared context, keeper tab and the socket for workers. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class HostLauncher {

    private static final String ENDING = "No browser is opened: the run is ending.";
    private static final System.Logger LOGGER = System.getLogger("io.leasehold");

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
        this.spare = new SpareDriver(root.driverEnvironment(), settings.drivers(), housekeeping.closers());
        this.environs = new HostedContext.Environs(clock, housekeeping, strayTab);
    }

    /** Hears where a browser can be found from outside: before it is launched, and again when its processes are known. */
    @FunctionalInterface
    public interface LaunchLog {
        /**
         * Hears it.
         *
         * @param folder a folder that the command lines of the browser's processes name, or what
         *     {@link BrowserSource#isElsewhere} knows
         * @param pids the processes of driver and browser that run here, once they do
         */
        void found(String folder, List<Long> pids);

        /** Hears that the browser did not start, and that it is tried once more; the message may hold anything. */
        default void failed(RuntimeException why) {}
    }

    /**
     * Opens a profile's context, from a saved login state where there is one. A browser may die at its start, or be slow
     * on a machine that has much to do, and a whole run is not refused for that: it is tried once more.
     *
     * @throws PlaywrightException when the browser does not start, twice
     * @throws LeaseholdException when a setting cannot be honoured or no browser is found
     */
    public HostedContext open(Profile profile, Optional<String> savedState, LaunchLog log) {
        LaunchPlan plan = new LaunchPlan(profile, settings);
        HostRuntime runtime = runtime(profile, plan, log);
        try {
            log.found(runtime.place(), List.of());
        } catch (RuntimeException | Error e) {
            runtime.close();
            throw e;
        }
        HostThread thread = new HostThread("leasehold-host-" + profile.id().value());
        AtomicReference<@Nullable DriverProcess> started = new AtomicReference<>();
        try {
            Callable<HostedContext.Parts> launch = () -> launch(profile, plan, runtime, thread, savedState, started);
            HostedContext.Parts parts = twice(thread, launch, profile, log);
            HostedContext host = new HostedContext(profile, parts, runtime.way(way), environs);
            HostedContext watched = watched(host);
            log.found(runtime.place(), host.driver().pids());
            return watched;
        } catch (RuntimeException | Error e) {
            // It was given up before it was through, or it failed: nothing of it may go on in its folder.
            Optional.ofNullable(started.get()).ifPresent(driver -> {
                driver.kill();
                driver.endWithin(Duration.ZERO);
                unfinished.remove(driver);
            });
            thread.stop();
            runtime.close();
            throw e;
        }
    }

    /** On the same folder, so that what the first one left behind is found there. */
    private HostedContext.Parts twice(
            HostThread thread, Callable<HostedContext.Parts> launch, Profile profile, LaunchLog log) {
        try {
            return thread.call(launch, HostedContext.LAUNCH_LIMIT);
        } catch (PlaywrightException e) {
            if (stopped) {
                throw new LeaseLostException(ENDING, e);
            }
            if (e.getCause() instanceof TimeoutException) {
                // The thread is at it still.
                throw e;
            }
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "Profile " + profile.id() + ": its browser did not start ("
                            + e.getClass().getSimpleName() + ") and is tried once more.");
            log.failed(e);
            return thread.call(launch, HostedContext.LAUNCH_LIMIT);
        }
    }

    private HostRuntime runtime(Profile profile, LaunchPlan plan, LaunchLog log) {
        return switch (profile.browserSource().kind()) {
            case LAUNCHED -> launched(plan, kept(profile).orElseGet(() -> SessionFolder.fresh(root)));
            case USER_DATA ->
                launched(
                        plan,
                        SessionFolder.inPlace(
                                profile.browserSource().userDataDir().orElseThrow(),
                                settings.sessions().resolve(profile.id().value()),
                                profile.accountId()));
            case ATTACHED -> new AttachedRuntime(plan, profile, log);
            case REMOTE -> new RemoteRuntime(plan, profile, kept(profile).orElse(null));
        };
    }

    private Optional<SessionFolder> kept(Profile profile) {
        return profile.session() == SessionKeeping.KEPT
                ? Optional.of(
                        SessionFolder.kept(settings.sessions(), profile.id().value()))
                : Optional.empty();
    }

    private LaunchedRuntime launched(LaunchPlan plan, SessionFolder session) {
        Future<Optional<Path>> search = search(plan);
        return new LaunchedRuntime(plan, session, () -> result(search), environs.housekeeping());
    }

    /** Tells whether a profile's browser would have no window. */
    public boolean isHeadless(Profile profile) {
        return new LaunchPlan(profile, settings).headless();
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
            throw new LeaseLostException(ENDING, null);
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
            HostRuntime runtime,
            HostThread thread,
            Optional<String> savedState,
            AtomicReference<@Nullable DriverProcess> started) {
        Map<String, String> environment = plan.environment(root.driverEnvironment());
        DriverProcess driver =
                spare.take(environment).orElseGet(() -> DriverProcess.start(environment, settings.drivers()));
        started.set(driver);
        try {
            refuseWhenStopped(driver);
            plan.testIdAttribute().ifPresent(driver.playwright().selectors()::setTestIdAttribute);
            HostRuntime.Opened opened = runtime.open(driver, savedState);
            WorkerSettings worker = new WorkerSettings(
                    profile.id(),
                    opened.endpoint(),
                    plan.browserType(),
                    plan.testIdAttribute(),
                    environment,
                    profile.browserSource().kind() == BrowserSource.Kind.ATTACHED);
            return new HostedContext.Parts(thread, driver, runtime, opened, worker);
        } catch (RuntimeException | Error e) {
            end(driver);
            throw e;
        }
    }
}
