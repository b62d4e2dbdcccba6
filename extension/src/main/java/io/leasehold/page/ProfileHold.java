package io.leasehold.page;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.Access;
import io.leasehold.ConfigurationException;
import io.leasehold.JobScope;
import io.leasehold.LeakException;
import io.leasehold.LeaseId;
import io.leasehold.LeaseholdException;
import io.leasehold.Mutation;
import io.leasehold.ProfileId;
import io.leasehold.ReleaseFailedException;
import io.leasehold.UnconfirmedMutationException;
import io.leasehold.browser.ContextEnd;
import io.leasehold.browser.ContextPin;
import io.leasehold.browser.HostedContext;
import io.leasehold.checkout.JobCall;
import io.leasehold.checkout.RunningJob;
import io.leasehold.worker.Confinement;
import io.leasehold.worker.Holder;
import io.leasehold.worker.TabRelease;
import io.leasehold.worker.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * All leases that one test, or one class, has of one profile: they share a worker, and are given back together.
 *
 * <p>Used by one thread at a time. Whoever asked for it closes it, once; further closes do nothing.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class ProfileHold implements Holder, AutoCloseable {

    private static final Duration OPEN_LIMIT = Duration.ofSeconds(30);
    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(2);
    private static final Duration LOOK_LIMIT = Duration.ofSeconds(1);

    private final LeaseScope scope;
    private final AccessGate.Visit visit;
    private final ContextPin<HostedContext> pin;
    private final PageLeases leases;
    private final Worker worker;
    private final List<LeasedTab> tabs = new CopyOnWriteArrayList<>();
    private final List<Page> looks = new CopyOnWriteArrayList<>();
    private final HoldMutations mutations;
    private final AcquiredHere acquiredAt;
    private final HoldSession session;
    private final AtomicBoolean closed = new AtomicBoolean();
    private long askedNanos;
    private int leftOpen;

    /**
     * Makes one without a tab.
     *
     * @param askedNanos when its test began to ask for it
     */
    ProfileHold(AccessGate.Visit visit, ContextPin<HostedContext> pin, PageLeases leases, long askedNanos) {
        this.scope = visit.scope();
        this.askedNanos = askedNanos;
        this.session = new HoldSession(pin.context(), leases);
        this.acquiredAt = new AcquiredHere(scope);
        this.visit = visit;
        this.pin = pin;
        this.leases = leases;
        this.mutations = new HoldMutations(this, leases);
        this.worker = pin.context().workers().acquire(this);
    }

    LeaseScope scope() {
        return scope;
    }

    HostedContext context() {
        return pin.context();
    }

    Worker worker() {
        return worker;
    }

    @Override
    public ProfileId profile() {
        return pin.context().profile().id();
    }

    @Override
    public Access access() {
        return visit.access();
    }

    /**
     * Refuses more than what this scope was let in for.
     *
     * @throws ConfigurationException when EXCLUSIVE is asked for inside SHARED
     */
    public void requireAccess(Access asked) {
        if (asked == Access.EXCLUSIVE && access() == Access.SHARED) {
            throw new ConfigurationException(
                    scope + " asks for an EXCLUSIVE page of profile '"
                            + profile().value()
                            + "' while it holds a SHARED one: it would wait for itself for ever. Ask for "
                            + "EXCLUSIVE on its first @LeasedPage parameter of the profile.",
                    null);
        }
    }

    /** Returns the n-th lease, opening tabs up to it. */
    public LeasedTab lease(int index) {
        while (tabs.size() <= index) {
            if (tabs.isEmpty()) {
                if (access() == Access.EXCLUSIVE) {
                    worker.awaitAlone(CLOSING_LIMIT);
                }
            } else {
                askedNanos = System.nanoTime();
            }
            tabs.add(opened());
            leases.counts().acquired();
        }
        return tabs.get(index);
    }

    private LeasedTab opened() {
        LeaseId id = new LeaseId(UUID.randomUUID().toString().substring(0, 8));
        long before = System.nanoTime();
        Page page = worker.openTab(OPEN_LIMIT);
        LeaseLog log = new LeaseLog(leases.timeline(), this, id, askedNanos);
        LeasedTab tab = new LeasedTab(id, this, page, () -> leases.folder(this, id), log);
        Traffic traffic = new Traffic(tab::isOver, leases.clock(), List.of(log, session.watch(tab, scope)));
        worker.asProvider(OPEN_LIMIT, () -> traffic.follow(page));
        log.acquired(before);
        return tab;
    }

    /** Returns the tab that was opened last; there is one as long as anybody can ask. */
    LeasedTab latestTab() {
        return tabs.get(tabs.size() - 1);
    }

    /** Runs a change between two lines in the registry. */
    Mutation mutation(LeasedTab tab, String name, Runnable action) {
        BegunMutation begun = mutations.begin(tab, name);
        begun.act(action);
        begun.end("done");
        return begun;
    }

    HoldMutations mutations() {
        return mutations;
    }

    PageLeases leases() {
        return leases;
    }

    /** Opens a tab for one look; it is no lease of its own. */
    Page openLook() {
        Page page = worker.openTab(OPEN_LIMIT);
        looks.add(page);
        return page;
    }

    /** Closes a tab that was opened for one look; one that does not close goes with the lease. */
    void closeLook(Page page) {
        try {
            worker.asProvider(CLOSING_LIMIT, page::close);
            looks.remove(page);
        } catch (PlaywrightException e) {
            // It is still among those that the lease gives back, which counts no leak.
        }
    }

    /** Begins a provider job; the thread that began it ends it. */
    public RunningJob enterJob(String name, JobScope jobScope) {
        return leases.jobs().enter(new JobCall(shown(name), jobScope, context().profile(), describe()));
    }

    /** Returns a text of the test's as messages and the registry may show it. */
    public String shown(String text) {
        return leases.evidence().redact(text);
    }

    /** Loads an address in a lease's tab. */
    public void arrive(LeasedTab lease, String startAt) {
        lease.page().navigate(context().profile().resolve(startAt));
    }

    /** Returns what keeps the tests of a class apart that all use a lease of the class. */
    public Optional<Confinement> confinement() {
        return worker.confinement();
    }

    /** Returns what to tell a failed test about its context, if the context did not last as long as the test. */
    @Override
    public Optional<String> explanation() {
        Optional<String> ended =
                context().findEnd(LOOK_LIMIT).map(end -> end.describe(profile().value()));
        return ended.or(() -> worker.isOpen() ? Optional.empty() : Optional.of(cut()))
                .map(this::named);
    }

    private String cut() {
        return "The lease's own connection to the shared browser of profile '"
                + profile().value()
                + "' was cut. The shared context goes on, and so do the leases of other tests. Later leases connect"
                + " anew.";
    }

    private String named(String explanation) {
        return explanation + " [" + describe() + "]";
    }

    /** Returns what to tell a failed test about the login, if that ended while the test had its page. */
    public Optional<String> sessionExplanation() {
        return session.explanation().map(this::named);
    }

    /** Tells that a test of this scope failed: the reason may be a login that ended. */
    public void testFailed(String test, Throwable failure) {
        session.testFailed();
        tabs.get(0).log().failed(scope.testClass() + "." + test, failure);
    }

    /** Returns how long nobody has used any of its tabs. */
    Duration idle() {
        return Duration.ofNanos(System.nanoTime() - worker.lastUsedNanos());
    }

    Throwable acquiredAt() {
        return acquiredAt;
    }

    /**
     * Takes evidence of every tab for a test of this scope, or inside it; the folders where something was written are
     * returned. None while another running test uses the tabs.
     */
    public List<Path> takeEvidence(String failedTest, Throwable failure) {
        if (!confinement().map(Confinement::reserve).orElse(true)) {
            return List.of();
        }
        List<Path> folders = new ArrayList<>();
        for (LeasedTab lease : tabs) {
            leases.evidence().capture(this, lease, failedTest, failure).ifPresent(folders::add);
        }
        return folders;
    }

    @Override
    public String describe() {
        String ids = tabs.stream().map(tab -> tab.id().value()).collect(Collectors.joining(","));
        return "lease=" + ids + " profile=" + profile().value() + " test=" + scope;
    }

    @Override
    public void beforeContextChange() {
        leases.secrets(context().saveState());
    }

    @Override
    public void refused(String call) {
        leases.counts().violated();
    }

    @Override
    public void closedContext() {
        leases.counts().violated();
        context().noteEnd(ContextEnd.Cause.LEASE, describe());
    }

    /**
     * Gives everything back, from any thread. What the browser has to do for it is begun and not awaited.
     *
     * @throws LeakException when tabs were left open and leaks fail tests
     * @throws UnconfirmedMutationException when changes were left unconfirmed and that fails tests
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        long began = System.nanoTime();
        for (LeasedTab tab : tabs) {
            tab.log().cleanupBegun();
            tab.end();
            leases.counts().released();
            leases.leftAt(profile(), tab.tab().url());
        }
        // An interrupt that ended the test must not end the cleanup; the flag is put back.
        boolean interrupted = Thread.interrupted();
        Optional<UnconfirmedMutationException> unconfirmed = mutations.end();
        try {
            releaseTabs();
        } catch (LeaseholdException e) {
            unconfirmed.ifPresent(e::addSuppressed);
            throw e;
        } finally {
            giveBack();
            tabs.forEach(tab -> tab.log().cleanupEnded(System.nanoTime() - began, leftOpen));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (unconfirmed.isPresent()) {
            throw unconfirmed.get();
        }
    }

    /** Gives the worker back of a hold that nobody got; its caller gives back the rest. */
    void abandon() {
        if (closed.compareAndSet(false, true)) {
            worker.release(describe(), List.of());
            context().workers().giveBack(worker);
        }
    }

    private void releaseTabs() {
        List<Page> ours =
                Stream.concat(tabs.stream().map(LeasedTab::tab), looks.stream()).toList();
        TabRelease release = worker.release(describe(), ours);
        leftOpen = release.leftOpen().size();
        leases.counts().leaked(leftOpen);
        Optional<LeakException> leak = leases.leak(this, release.leftOpen());
        if (release.failure().isPresent()) {
            Throwable failure = release.failure().get();
            leak.ifPresent(failure::addSuppressed);
            throw new ReleaseFailedException(
                    "Giving back a page failed: a handler of the test's own threw when its tab closed. The tab is closed"
                            + " and the count is right; correct the handler. [" + describe() + "]",
                    failure);
        }
        if (leak.isPresent()) {
            throw leak.get();
        }
    }

    private void giveBack() {
        try {
            if (worker.contextChanged()) {
                leases.shelf().retire(context());
            }
            context().workers().giveBack(worker);
        } finally {
            leases.ended(this);
            pin.release();
            leases.leave(profile(), visit);
        }
    }
}
