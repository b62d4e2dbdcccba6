package io.leasehold.registry;

import io.leasehold.LeaseholdException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;

/**
 * Renews a JVM's leases until they are over, by a thread that nothing stops but {@link #close}. A renewal that fails is
 * tried again in half of the time that is left, and one that hangs holds up no other lease's. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class LeaseKeeper implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");
    private static final Duration LEAST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    /** How long a round takes one after the other: nearly always all have ended by then, and one connection does for all. */
    private static final Duration ONE_BY_ONE = Duration.ofMillis(500);

    /** How long the next waits for one after that. */
    private static final Duration HEAD_START = Duration.ofMillis(20);

    private static final Duration IDLE_WORKER = Duration.ofSeconds(30);

    private final ProfileRegistry registry;
    private final Stopwatch clock;
    private final EventSpool spool;
    private final Map<HeldLease, Turn> turns = new ConcurrentHashMap<>();
    private final Thread thread = daemon(this::run, "leasehold-heartbeat");
    private final ExecutorService workers = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_WORKER.toNanos(),
            TimeUnit.NANOSECONDS,
            new SynchronousQueue<>(),
            work -> daemon(work, "leasehold-renewal"));
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
        thread.start();
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** The turns of one lease, of which at most one is under way: when the next is, and who is told of a loss. */
    private static final class Turn {
        private final HeldLease lease;
        private final Consumer<String> lost;
        private volatile long dueNanos;
        private volatile boolean failed;
        private volatile boolean underWay;
        private volatile boolean silenceTold;
        private volatile long begunNanos = System.nanoTime();

        Turn(HeldLease lease, Consumer<String> lost) {
            this.lease = lease;
            this.lost = lost;
            next(lease.timing().renewInterval(), false);
        }

        void next(Duration pause, boolean afterFailure) {
            dueNanos = System.nanoTime() + pause.toNanos();
            failed = afterFailure;
            if (!afterFailure) {
                silenceTold = false;
            }
        }

        long dueNanos() {
            return dueNanos;
        }

        boolean isDue() {
            return !underWay && (lease.isOver() || nanosLeft() <= 0);
        }

        long nanosLeft() {
            return underWay ? Long.MAX_VALUE : dueNanos - System.nanoTime();
        }

        void begin() {
            begunNanos = System.nanoTime();
            underWay = true;
        }

        void end() {
            underWay = false;
        }

        /** Returns for how long nothing was heard, the first time that this is too long. */
        Optional<Duration> newSilence(long roundNanos) {
            Duration silent = Duration.ofNanos(System.nanoTime() - (underWay ? begunNanos : roundNanos));
            Duration limit = lease.timing().renewInterval().multipliedBy(2).plus(LeaseTiming.REGISTRY_TIMEOUT);
            if (silenceTold || lease.isOver() || silent.compareTo(limit) <= 0) {
                return Optional.empty();
            }
            silenceTold = true;
            return Optional.of(silent);
        }
    }

    /**
     * Renews a lease from now on.
     *
     * @param lost told once, when the lease is found to be somebody else's
     */
    public HeldLease keep(Acquisition.Acquired acquired, LeaseTiming timing, Consumer<String> lost) {
        HeldLease lease =
                new HeldLease(registry, acquired, timing, new HeldNotes(spool, registry, acquired.key(), clock), clock);
        turns.put(lease, new Turn(lease, lost));
        return lease;
    }

    private void run() {
        while (!closed) {
            try {
                round();
                pause();
            } catch (Throwable e) {
                // There is no memory even for that: the next round comes all the same.
                LockSupport.parkNanos(LEAST_PAUSE.toNanos());
            }
        }
        workers.shutdown();
    }

    private void round() {
        lastRoundNanos = System.nanoTime();
        long end = lastRoundNanos + ONE_BY_ONE.toNanos();
        turns.values().stream()
                .filter(Turn::isDue)
                .sorted(Comparator.comparingLong(Turn::dueNanos))
                .takeWhile(turn -> !closed)
                .forEach(turn -> begin(turn, end));
    }

    private void begin(Turn turn, long endOfOneByOne) {
        CountDownLatch ended = new CountDownLatch(1);
        Runnable work = () -> {
            try {
                renewSafely(turn);
            } finally {
                turn.end();
                ended.countDown();
                wake();
            }
        };
        turn.begin();
        try {
            workers.execute(work);
        } catch (Throwable e) {
            // There is no memory for another thread: this one renews.
            work.run();
        }
        try {
            long left = Math.max(endOfOneByOne - System.nanoTime(), HEAD_START.toNanos());
            ended.await(left, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nobody but close() ends the heartbeats, and it does not interrupt.
        }
    }

    private void wake() {
        synchronized (thread) {
            thread.notifyAll();
        }
    }

    private void pause() {
        try {
            synchronized (thread) {
                // Looked at here: whoever ends a turn meanwhile waits to say so.
                long next =
                        turns.values().stream().mapToLong(Turn::nanosLeft).min().orElse(Long.MAX_VALUE);
                if (!closed) {
                    Duration left = Duration.ofNanos(Math.min(next, LONGEST_PAUSE.toNanos()));
                    thread.wait(Math.max(1, left.toMillis()));
                }
            }
        } catch (InterruptedException e) {
            // Nobody but close() ends the heartbeats, and it does not interrupt.
        }
    }

    /** Even to say what went wrong may fail, in a log handler of the user's: the next round comes all the same. */
    private void renewSafely(Turn turn) {
        try {
            renew(turn);
        } catch (Throwable e) {
            // There is nobody left to tell.
        }
    }

    private void renew(Turn turn) {
        HeldLease lease = turn.lease;
        boolean over = lease.isOver();
        try {
            if (!over) {
                lease.renew();
                turn.next(lease.timing().renewInterval(), false);
            }
            // Another call than a renewal may have found it lost.
            lease.lost().filter(why -> !lease.isGivenBack()).ifPresent(why -> tell(turn, why));
            if (over) {
                turns.remove(lease);
            }
        } catch (Throwable e) {
            // Whatever it was, memory included: the other leases and the next try are not to suffer from it.
            boolean told = turn.failed;
            turn.next(nextTry(lease), true);
            if (!told && !closed && !lease.isOver()) {
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
    private void tell(Turn turn, String why) {
        HeldLease lease = turn.lease;
        if (!turns.remove(lease, turn)) {
            return;
        }
        try {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "[" + lease.profile() + " " + lease.key().lease() + "] The lease was lost: " + why);
        } finally {
            turn.lost.accept(why);
        }
    }

    /** Says it, once, of a lease that no renewal was answered for, or even tried, for two of its turns. */
    public void warnWhenSilent() {
        if (closed) {
            return;
        }
        turns.values().forEach(turn -> turn.newSilence(lastRoundNanos)
                .ifPresent(silent -> LOGGER.log(
                        System.Logger.Level.WARNING,
                        "[" + turn.lease.profile() + " " + turn.lease.key().lease() + "] It was not renewed for "
                                + silent.toSeconds() + " s: the heartbeat waits for the registry at "
                                + registry.place() + ", or this JVM gets no processor time.")));
    }

    /** Stops renewing; leases that were not released are missed at their deadline. */
    @Override
    public void close() {
        closed = true;
        wake();
    }
}
