package io.leasehold.registry;

import io.leasehold.LeaseholdException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;

/**
 * Renews a JVM's leases until they are over, on a thread of its own that nothing stops but {@link #close}. A renewal that
 * fails is tried again in half of the time that is left. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class LeaseKeeper implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");
    private static final Duration LEAST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final ProfileRegistry registry;
    private final Stopwatch clock;
    private final EventSpool spool;
    private final Map<HeldLease, Turn> turns = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "leasehold-heartbeat");
    private volatile boolean closed;
    private volatile long lastRoundNanos = System.nanoTime();

    /**
     * Begins with no lease.
     *
     * @param machineMillis a count that goes on while the machine sleeps
     * @param spool keeps what the registry cannot be told while it does not answer
     */
    public LeaseKeeper(ProfileRegistry registry, LongSupplier machineMillis, EventSpool spool) {
        this.registry = registry;
        this.spool = spool;
        this.clock = new Stopwatch(System::nanoTime, machineMillis);
        thread.setDaemon(true);
        thread.start();
    }

    /** When a lease is renewed next, and who is told when it is lost. */
    private record Turn(long dueNanos, boolean failed, Consumer<String> lost) {}

    /**
     * Renews a lease from now on.
     *
     * @param lost told once, when the lease is found to be somebody else's
     */
    public HeldLease keep(Acquisition.Acquired acquired, LeaseTiming timing, Consumer<String> lost) {
        HeldLease lease =
                new HeldLease(registry, acquired, timing, new HeldNotes(spool, registry, acquired.key()), clock);
        turns.put(lease, new Turn(after(timing.renewInterval()), false, lost));
        return lease;
    }

    private static long after(Duration pause) {
        return System.nanoTime() + pause.toNanos();
    }

    private void run() {
        while (!closed) {
            lastRoundNanos = System.nanoTime();
            turns.forEach(this::renewSafely);
            pause();
        }
    }

    private void pause() {
        long next = turns.values().stream()
                .mapToLong(turn -> turn.dueNanos() - System.nanoTime())
                .min()
                .orElse(Long.MAX_VALUE);
        try {
            synchronized (thread) {
                if (!closed) {
                    thread.wait(Math.max(
                            1,
                            Duration.ofNanos(Math.min(next, LONGEST_PAUSE.toNanos()))
                                    .toMillis()));
                }
            }
        } catch (InterruptedException e) {
            // Nobody but close() ends the heartbeats, and it does not interrupt.
        }
    }

    /** Even to say what went wrong may fail, in a log handler of the user's: the next round comes all the same. */
    private void renewSafely(HeldLease lease, Turn turn) {
        try {
            renewWhenDue(lease, turn);
        } catch (Throwable e) {
            // There is nobody left to tell.
        }
    }

    private void renewWhenDue(HeldLease lease, Turn turn) {
        boolean over = lease.isOver();
        if (!over && System.nanoTime() - turn.dueNanos() < 0) {
            return;
        }
        try {
            if (!over) {
                lease.renew();
                turns.replace(lease, new Turn(after(lease.timing().renewInterval()), false, turn.lost()));
            }
            // Another call than a renewal may have found it lost.
            lease.lost().filter(why -> !lease.isGivenBack()).ifPresent(why -> tell(lease, turn, why));
            if (over) {
                turns.remove(lease);
            }
        } catch (Throwable e) {
            // Whatever it was, memory included: the other leases and the next try are not to suffer from it.
            turns.replace(lease, new Turn(after(nextTry(lease)), true, turn.lost()));
            if (!turn.failed()) {
                warn(lease, e);
            }
        }
    }

    private static Duration nextTry(HeldLease lease) {
        Duration half = lease.left().dividedBy(2);
        Duration most = lease.timing().renewInterval().dividedBy(4);
        Duration pause = half.compareTo(most) < 0 ? half : most;
        return pause.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : pause;
    }

    private static void warn(HeldLease lease, Throwable e) {
        String what =
                e instanceof LeaseholdException ? e.getMessage() : e.getClass().getName();
        LOGGER.log(
                System.Logger.Level.WARNING,
                "[" + lease.profile() + " " + lease.key().lease() + "] A renewal failed and is tried again for "
                        + Math.max(0, lease.left().toSeconds()) + " s: " + what);
    }

    /** The holder has to hear it, whatever becomes of the line in the log. */
    private void tell(HeldLease lease, Turn turn, String why) {
        turns.remove(lease);
        try {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "[" + lease.profile() + " " + lease.key().lease() + "] The lease was lost: " + why);
        } finally {
            turn.lost().accept(why);
        }
    }

    /** Says it when no renewal was even tried for two of the shortest turns. */
    public void warnWhenSilent() {
        Duration silent = Duration.ofNanos(System.nanoTime() - lastRoundNanos);
        turns.keySet().stream()
                .map(lease -> lease.timing().renewInterval().multipliedBy(2).plus(LeaseTiming.REGISTRY_TIMEOUT))
                .filter(limit -> silent.compareTo(limit) > 0)
                .findFirst()
                .ifPresent(limit -> LOGGER.log(
                        System.Logger.Level.WARNING,
                        "No lease was renewed for " + silent.toSeconds()
                                + " s: the heartbeat waits for the registry at " + registry.place()
                                + ", or this JVM gets no processor time."));
    }

    /** Stops renewing; leases that were not released are missed at their deadline. */
    @Override
    public void close() {
        closed = true;
        synchronized (thread) {
            thread.notifyAll();
        }
    }
}
