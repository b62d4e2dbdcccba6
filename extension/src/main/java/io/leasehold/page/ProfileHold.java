package io.leasehold.page;

import com.microsoft.playwright.Page;
import io.leasehold.Access;
import io.leasehold.ConfigurationException;
import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import io.leasehold.browser.ContextPin;
import io.leasehold.browser.HostedContext;
import io.leasehold.worker.Confinement;
import io.leasehold.worker.Holder;
import io.leasehold.worker.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * All leases that one test, or one class, has of one profile: they share a worker, and are given back together.
 *
 * <p>Used by one thread at a time. Whoever asked for it closes it, once; further closes do nothing.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class ProfileHold implements Holder, AutoCloseable {

    private static final Duration OPEN_LIMIT = Duration.ofSeconds(30);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final LeaseScope scope;
    private final AccessGate.Visit visit;
    private final ContextPin pin;
    private final PageLeases leases;
    private final Worker worker;
    private final List<LeasedTab> tabs = new ArrayList<>();
    private boolean closed;

    ProfileHold(LeaseScope scope, AccessGate.Visit visit, ContextPin pin, PageLeases leases) {
        this.scope = scope;
        this.visit = visit;
        this.pin = pin;
        this.leases = leases;
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
            LeaseId id = new LeaseId(UUID.randomUUID().toString().substring(0, 8));
            Page page = worker.openTab(OPEN_LIMIT);
            tabs.add(new LeasedTab(id, this, page, () -> leases.folder(this, id)));
            leases.counts().acquired();
        }
        return tabs.get(index);
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
    public Optional<String> explanation() {
        return context().end().map(end -> end.describe(profile().value()));
    }

    /**
     * Takes evidence of every tab for a test of this scope, or inside it; the folders where something was written are
     * returned. None while another running test uses the tabs.
     */
    public List<String> takeEvidence(String failedTest, Throwable failure) {
        if (!confinement().map(Confinement::reserve).orElse(true)) {
            return List.of();
        }
        List<String> folders = new ArrayList<>();
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
        context().noteEnd(Optional.of(describe()));
    }

    /** Gives everything back: first the right to it, which waits for nothing, then the tabs. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (LeasedTab tab : tabs) {
            tab.end();
            leases.counts().released();
        }
        // An interrupt that ended the test must not end the cleanup; the flag is put back.
        boolean interrupted = Thread.interrupted();
        try {
            closeTabs();
        } finally {
            giveBack();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void closeTabs() {
        if (!worker.isOpen()) {
            // Nobody can close the tabs by a connection that is gone; they go with the context.
            leases.shelf().retire(context());
            return;
        }
        List<Page> leased = tabs.stream().map(LeasedTab::tab).toList();
        TabClosing closing = new TabClosing(worker, describe(), CLOSE_LIMIT);
        leases.counts().leaked(closing.closeAllBut(leased));
        leased.forEach(closing::close);
        // Closing waited for the browser, so tabs that were on their way have arrived by now.
        leases.counts().leaked(closing.closeAllBut(List.of()));
        if (closing.leftOpen()) {
            leases.shelf().retire(context());
        }
        closing.rethrow();
    }

    private void giveBack() {
        try {
            if (worker.contextChanged()) {
                leases.shelf().retire(context());
            }
            context().workers().giveBack(worker);
        } finally {
            pin.release();
            leases.leave(profile(), visit);
        }
    }
}
