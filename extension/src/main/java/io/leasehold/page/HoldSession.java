package io.leasehold.page;

import com.microsoft.playwright.PlaywrightException;
import io.leasehold.LeaseholdException;
import io.leasehold.browser.HostedContext;
import io.leasehold.browser.SessionLoss;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What one hold saw of the login that it began with, and what a failed test is told of it. Thread-safe. */
final class HoldSession {

    private final HostedContext context;
    private final PageLeases leases;
    private final long generation;
    private final List<SessionSigns> signs = new CopyOnWriteArrayList<>();
    private volatile boolean looked;

    HoldSession(HostedContext context, PageLeases leases) {
        this.context = context;
        this.leases = leases;
        this.generation = context.sessions().generation();
    }

    /** Returns what watches a lease's traffic. */
    SessionSigns watch(LeasedTab tab, LeaseScope scope) {
        SessionSigns watch = new SessionSigns(
                context.sessions(),
                context.profile(),
                () -> "lease " + tab.id().value() + " of " + scope,
                leases.evidence()::redactUrl,
                leases.clock());
        signs.add(watch);
        return watch;
    }

    private Optional<SessionLoss> loss() {
        return context.sessions().lossSince(generation);
    }

    /** Says how the login ended; where a sign was seen and nobody knows yet, it looks, or waits for who does. */
    Optional<String> explanation() {
        Optional<SessionLoss> known = loss();
        boolean due = known.map(loss -> loss.healedAt().isEmpty())
                .orElseGet(() -> signs.stream().anyMatch(SessionSigns::any));
        if (due) {
            look(known.isPresent());
        }
        return loss().map(loss -> loss.describe(context.profile().id().value()));
    }

    private void look(boolean isKnown) {
        looked = true;
        if (!isKnown && !context.sessions().isSuspected()) {
            context.suspectSession();
        }
        try {
            leases.checkSession(context);
        } catch (LeaseholdException | PlaywrightException e) {
            // What it means for the account, later tests are told; this one has a failure of its own.
        }
    }

    /** Has the next lease look, unless somebody did on the test's behalf. */
    void testFailed() {
        if (!looked && loss().isEmpty()) {
            context.suspectSession();
        }
    }
}
