package io.leasehold.page;

import io.leasehold.ReadbackAccess;
import io.leasehold.registry.HeldLease;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A change between its two lines in the registry, and after them. What leaves open what the server made of it leaves the
 * second line unwritten, which quarantines the profile. Thread-safe.
 */
final class BegunMutation implements ReadbackAccess.Change {

    private final HeldLease lease;
    private final LeaseLog log;
    private final long number;
    private final String name;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean inDoubt;
    private volatile boolean confirmed;
    private volatile boolean told;

    BegunMutation(HeldLease lease, LeaseLog log, long number, String name) {
        this.lease = lease;
        this.log = log;
        this.number = number;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void act(Runnable action) {
        boolean known = false;
        String result = "";
        try {
            action.run();
            known = true;
        } catch (RuntimeException | Error e) {
            known = !MutationDoubt.isLeftBy(e);
            result = "failed with " + e.getClass().getSimpleName();
            throw e;
        } finally {
            inDoubt = !known;
            told = !result.isEmpty();
            if (known && told) {
                end(result);
            }
        }
    }

    @Override
    public void end(String result) {
        if (ended.compareAndSet(false, true)) {
            log.mutationEnded(number, result);
            lease.endMutation(number, result);
        }
    }

    /** Writes the end down of what was begun and left at that; nothing is written where it is in doubt. */
    void endWithLease() {
        if (!inDoubt) {
            end("done, and nobody looked");
        } else if (!ended.get()) {
            log.mutationEnded(number, "in doubt");
        }
    }

    @Override
    public void confirm() {
        confirm("by the test");
    }

    @Override
    public void confirm(String how) {
        confirmed = true;
        end("confirmed " + how);
    }

    @Override
    public void leaveInDoubt() {
        inDoubt = true;
    }

    @Override
    public void fail() {
        told = true;
        confirmed = false;
    }

    @Override
    public boolean isConfirmed() {
        return confirmed;
    }

    /** Tells whether the test was told by a failure that it is not confirmed. */
    boolean isTold() {
        return told;
    }

    @Override
    public String toString() {
        return name;
    }
}
