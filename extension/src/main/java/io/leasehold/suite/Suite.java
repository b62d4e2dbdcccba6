package io.leasehold.suite;

import io.leasehold.ProfileId;
import io.leasehold.browser.ContextShelf;
import io.leasehold.browser.HostLauncher;
import io.leasehold.browser.HostSettings;
import io.leasehold.browser.HostedContext;
import io.leasehold.browser.Housekeeping;
import io.leasehold.browser.PrivateRoot;
import io.leasehold.browser.ShelfSettings;
import io.leasehold.checkout.CheckoutDesk;
import io.leasehold.checkout.CheckoutEvidence;
import io.leasehold.checkout.Papers;
import io.leasehold.checkout.Reservations;
import io.leasehold.checkout.Routing;
import io.leasehold.checkout.RunRegistry;
import io.leasehold.evidence.EvidenceException;
import io.leasehold.evidence.Redactor;
import io.leasehold.evidence.RunFolder;
import io.leasehold.evidence.RunRetention;
import io.leasehold.page.LeaseCounts;
import io.leasehold.page.PageLeases;
import io.leasehold.page.RunRecords;
import io.leasehold.page.TabEvidence;
import io.leasehold.profile.OnCheckoutFailure;
import io.leasehold.profile.Profile;
import io.leasehold.profile.ProfilesFile;
import io.leasehold.registry.MachineClock;
import io.leasehold.timeline.Detail;
import io.leasehold.timeline.EventKind;
import io.leasehold.timeline.Redaction;
import io.leasehold.timeline.Subject;
import io.leasehold.timeline.Timeline;
import io.leasehold.timeline.TimelineEvent;
import io.leasehold.worker.WorkerWay;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apiguardian.api.API;

/**
 * Everything that one launcher session shares: the profiles, their contexts and the leases. Thread-safe; the session's
 * store closes it, and a shutdown hook does when the JVM is ended before.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Suite implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");

    private static final Duration END_LIMIT = Duration.ofSeconds(20);
    private static final Duration WATCH_PAUSE = Duration.ofMillis(500);

    private final ProfilesFile profiles;
    private final PrivateRoot root;
    private final Housekeeping housekeeping = new Housekeeping();
    private final HostLauncher launcher;
    private final Reservations reservations;
    private final CheckoutDesk desk;
    private final Routing routing;
    private final ContextShelf<HostedContext> shelf;
    private final PageLeases leases;
    private final RunFolder run;
    private final Timeline timeline;
    private final OnCheckoutFailure denied;
    private final Thread hook = new Thread(this::endEarly, "leasehold-shutdown");
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    private Suite(Settings settings, Clock clock) {
        housekeeping.closers().execute(settings.registry()::warmUp);
        profiles = ProfilesFile.open(settings.profiles());
        WorkerWay way = WorkerWay.choose(settings.worker());
        Redactor redactor = new Redactor();
        profiles.secrets().listen(redactor::add);
        redactor.cover(profiles.masks());
        run = RunFolder.planned(settings.evidence(), clock);
        denied = settings.denied();
        timeline = timeline(run, redactor, clock);
        housekeeping.closers().execute(new RunRetention(settings.evidence(), settings.keptRuns())::apply);
        root = PrivateRoot.create();
        HostSettings hosts = new HostSettings(
                settings.headless(), settings.slowMotionMillis(), settings.sessions(), settings.drivers());
        LeaseCounts counts = new LeaseCounts();
        launcher = new HostLauncher(hosts, root, way, clock, housekeeping, () -> counts.leaked(1));
        RunRegistry registry = new RunRegistry(settings.registry(), new MachineClock(clock), run.runId());
        reservations = new Reservations(registry, settings.limits().acquire(), this::endLost);
        desk = new CheckoutDesk(
                reservations,
                registry,
                launcher,
                Papers.ofRun(new CheckoutEvidence(run, redactor, clock), reservations, denied));
        routing = new Routing(profiles, reservations, desk);
        shelf = new ContextShelf<>(
                new ToldOpener(desk, timeline),
                ShelfSettings.ofRun(settings.maxOpenContexts(), housekeeping.closers()));
        leases = new PageLeases(
                shelf,
                new RunRecords(new TabEvidence(run, redactor, clock), timeline, counts, clock),
                settings.limits(),
                new PageLeases.Desk(desk::checkSession, reservations, this::profile));
        housekeeping.repeat("Retiring contexts", shelf::sweep, WATCH_PAUSE);
        housekeeping.repeat("Looking for idle leases", leases::warnOfIdleLeases, WATCH_PAUSE);
        housekeeping.repeat("Watching the heartbeats", registry::watch, WATCH_PAUSE);
    }

    private static Timeline timeline(RunFolder run, Redactor redactor, Clock clock) {
        Timeline timeline = Timeline.start(
                timelineFile(run), clock, new Redaction(redactor::redact, redactor::redactUrl, redactor::changes));
        timeline.tell(TimelineEvent.of(
                EventKind.RUN_STARTED,
                Subject.RUN,
                Detail.text("run", run.runId()),
                Detail.number("pid", ProcessHandle.current().pid())));
        return timeline;
    }

    /** A folder that cannot be written is what the first gate of each checkout is about. */
    private static OutputStream timelineFile(RunFolder run) {
        try {
            return run.newFile("timeline", "jsonl");
        } catch (EvidenceException e) {
            return OutputStream.nullOutputStream();
        }
    }

    private void endTimeline(boolean early) {
        timeline.tell(TimelineEvent.of(
                EventKind.RUN_ENDED,
                Subject.RUN,
                Detail.number("leases", leases.counts().leases()),
                Detail.text("by", early ? "the end of the JVM" : "the end of the session")));
        timeline.close();
        run.close();
    }

    /**
     * Reads profiles and settings; opens no browser.
     *
     * @throws io.leasehold.LeaseholdException when the profiles file or a setting cannot be used
     */
    public static Suite start(Settings settings) {
        Suite suite = new Suite(settings, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(suite.hook);
        return suite;
    }

    /**
     * Returns a profile of the profiles file.
     *
     * @throws io.leasehold.LeaseholdException when it is not there; the message lists those that are
     */
    public Profile profile(String name) {
        return profile(name, "");
    }

    /**
     * Returns the profile that a name stands for, which may be a pool or a profile with seats: then one of them is checked
     * out by it.
     *
     * @param task what it is used for; may be empty
     * @throws io.leasehold.LeaseholdException when there is none, none is allowed for the task, or none can be had
     */
    public Profile profile(String name, String task) {
        return routing.profile(name, task);
    }

    /** Returns the leases of the run. */
    public PageLeases leases() {
        return leases;
    }

    /** Tells whether a test whose profile is denied is aborted instead of failed. */
    public boolean abortsWhenDenied() {
        return denied == OnCheckoutFailure.ABORT;
    }

    /** The account is somebody else's now, or is to be looked at: nothing of this run goes on with it. */
    private void endLost(ProfileId profile, String why) {
        shelf.end(profile, "the loss of its lease (" + why + ")");
    }

    /** Closes all contexts, and says in one line what the run did. Idempotent. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                end(false);
            } finally {
                removeHook();
            }
        }
    }

    private void end(boolean early) {
        try {
            endAll(early);
        } finally {
            ended.countDown();
        }
    }

    private void endAll(boolean early) {
        try (root;
                housekeeping;
                desk) {
            if (early) {
                desk.hurry();
            }
            reservations.stop(early ? "The run was ended from outside, with no mutation in flight." : "The run ended.");
            launcher.stop();
            shelf.close();
        } finally {
            endTimeline(early);
            if (leases.wasAskedFor()) {
                LOGGER.log(System.Logger.Level.INFO, summary());
            }
        }
    }

    String summary() {
        LeaseCounts counts = leases.counts();
        return "Leasehold: " + counts.leases() + " leases of " + leases.profiles() + " profiles, peak " + counts.peak()
                + " at once, " + counts.leaks() + " tabs left open by tests, " + counts.violations()
                + " violations, " + counts.unconfirmed() + " unconfirmed mutations. Evidence: " + run.path();
    }

    private void endEarly() {
        if (closed.compareAndSet(false, true)) {
            end(true);
            return;
        }
        try {
            // The JVM halts when its hooks are through, and would cut off an end that is under way.
            ended.await(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook finds that all is closed.
        }
    }
}
