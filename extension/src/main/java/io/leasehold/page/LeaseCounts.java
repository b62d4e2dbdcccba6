package io.leasehold.page;

import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;

/** Counts of a run. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class LeaseCounts {

    private final AtomicInteger leases = new AtomicInteger();
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final AtomicInteger leaks = new AtomicInteger();
    private final AtomicInteger violations = new AtomicInteger();
    private final AtomicInteger unconfirmed = new AtomicInteger();

    void acquired() {
        leases.incrementAndGet();
        int now = active.incrementAndGet();
        peak.accumulateAndGet(now, Math::max);
    }

    void released() {
        active.decrementAndGet();
    }

    /** Counts tabs that were left open. */
    public void leaked(int tabs) {
        leaks.addAndGet(tabs);
    }

    void unconfirmed(int mutations) {
        unconfirmed.addAndGet(mutations);
    }

    void violated() {
        violations.incrementAndGet();
    }

    public int leases() {
        return leases.get();
    }

    public int active() {
        return active.get();
    }

    public int peak() {
        return peak.get();
    }

    /** Returns how many tabs that tests had opened and left open were closed with their leases. */
    public int leaks() {
        return leaks.get();
    }

    /** Returns how many calls were refused, or noticed, because they belong to the provider. */
    public int violations() {
        return violations.get();
    }

    /** Returns how many changes of tests were not confirmed when their lease ended. */
    public int unconfirmed() {
        return unconfirmed.get();
    }
}
