package io.leasehold.page;

import io.leasehold.Access;
import io.leasehold.ConfigurationException;
import io.leasehold.LeaseLostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Lets SHARED users of one profile in together and an EXCLUSIVE one alone, in the order of asking. Thread-safe. A waiter
 * that gave up is out of the queue and never let in.
 */
final class AccessGate {

    /**
     * One who is in, or waits.
     *
     * @param witness whether it passes those who wait: it comes for one look, and its test holds another profile
     */
    record Visit(LeaseScope scope, Access access, boolean witness) {}

    private final String profile;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Visit> inside = new LinkedHashSet<>();
    private final Deque<Visit> waiting = new ArrayDeque<>();

    AccessGate(String profile) {
        this.profile = profile;
    }

    /**
     * Waits to be let in.
     *
     * @throws ConfigurationException when it would wait for itself
     * @throws LeaseLostException when it was not let in within the limit; the message names who is in
     */
    Visit enter(LeaseScope scope, Access access, Duration limit) {
        return enter(new Visit(scope, access, false), limit);
    }

    /** Waits to be let in for one look, only while somebody is in who wants to be alone. */
    Visit enterAsWitness(LeaseScope scope, Duration limit) {
        return enter(new Visit(scope, Access.SHARED, true), limit);
    }

    private Visit enter(Visit visit, Duration limit) {
        long nanos = limit.toNanos();
        lock.lock();
        try {
            refuseWaitingForItself(visit);
            waiting.addLast(visit);
            while (!mayEnter(visit)) {
                if (nanos <= 0) {
                    throw tooLong(visit, limit);
                }
                nanos = changed.awaitNanos(nanos);
            }
            inside.add(visit);
            return visit;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeaseLostException("Interrupted while waiting for profile '" + profile + "'.", e);
        } finally {
            waiting.remove(visit);
            changed.signalAll();
            lock.unlock();
        }
    }

    void leave(Visit visit) {
        lock.lock();
        try {
            inside.remove(visit);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean mayEnter(Visit visit) {
        boolean free = visit.access() == Access.EXCLUSIVE
                ? inside.isEmpty()
                : inside.stream().noneMatch(AccessGate::isExclusive);
        boolean isTurn = waiting.stream()
                .takeWhile(other -> !other.equals(visit))
                .noneMatch(other -> isExclusive(other) || isExclusive(visit));
        boolean insideItself = inside.stream().anyMatch(other -> other.scope().encloses(visit.scope()));
        return free && (isTurn || insideItself || visit.witness());
    }

    private void refuseWaitingForItself(Visit visit) {
        for (Visit other : inside) {
            if (other.scope().encloses(visit.scope()) && (isExclusive(other) || isExclusive(visit))) {
                throw new ConfigurationException(
                        visit.access() + " access to profile '" + profile + "' was asked for in " + visit.scope()
                                + ", inside the " + other.access() + " lease of " + other.scope()
                                + ": it would wait for itself for ever. Ask for " + Access.EXCLUSIVE
                                + " once, on the first @LeasedPage parameter of the profile, and in no enclosing class.",
                        null);
            }
        }
    }

    private LeaseLostException tooLong(Visit visit, Duration limit) {
        String holders = inside.stream()
                .map(other -> other.scope() + " (" + other.access() + ")")
                .collect(Collectors.joining(", "));
        return new LeaseLostException(
                "No " + visit.access() + " page of profile '" + profile + "' within " + limit.toSeconds()
                        + " s: it is held by " + (holders.isEmpty() ? "earlier waiters" : holders)
                        + ". Shorten those tests, or raise leasehold.acquireTimeout. [profile=" + profile + " active="
                        + inside.size() + " waiting=" + (waiting.size() - 1) + "]",
                null);
    }

    private static boolean isExclusive(Visit visit) {
        return visit.access() == Access.EXCLUSIVE;
    }

    int active() {
        lock.lock();
        try {
            return inside.size();
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
