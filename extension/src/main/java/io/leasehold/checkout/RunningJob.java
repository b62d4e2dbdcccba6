package io.leasehold.checkout;

import io.leasehold.HeldJob;
import io.leasehold.LeaseLostException;
import io.leasehold.LeaseholdException;
import io.leasehold.RegistryException;
import io.leasehold.registry.HeldLease;
import io.leasehold.registry.HeldMutex;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;

/**
 * A provider job that is being done. A thread of its own renews its mutex until the end; the thread that began it ends it,
 * once.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class RunningJob implements HeldJob {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(1);

    private final HeldMutex mutex;
    private final HeldLease lease;
    private final Runnable turn;
    private final CountDownLatch ended = new CountDownLatch(1);

    private RunningJob(HeldMutex mutex, HeldLease lease, Runnable turn) {
        this.mutex = mutex;
        this.lease = lease;
        this.turn = turn;
    }

    /**
     * Begins to renew a mutex that was taken.
     *
     * @param turn lets the next of this JVM have it
     */
    static RunningJob begin(HeldMutex mutex, HeldLease lease, Runnable turn) {
        RunningJob job = new RunningJob(mutex, lease, turn);
        Thread keeper = new Thread(job::keep, "leasehold-job");
        keeper.setDaemon(true);
        keeper.start();
        return job;
    }

    @Override
    public String mutex() {
        return mutex.name();
    }

    @Override
    public long fencingToken() {
        return mutex.fencingToken();
    }

    @Override
    public void requireHeld() {
        mutex.requireHeld();
        lease.requireLive();
    }

    private void keep() {
        Duration pause = mutex.timing().renewInterval();
        boolean failed = false;
        while (!isEndedWithin(pause)) {
            try {
                mutex.renew();
                pause = mutex.timing().renewInterval();
                failed = false;
            } catch (Throwable e) {
                // Whatever it was, the next try is not to suffer from it.
                pause = pause.compareTo(LONGEST_RETRY) < 0 ? pause : LONGEST_RETRY;
                warn(failed, e);
                failed = true;
            }
        }
    }

    private boolean isEndedWithin(Duration pause) {
        try {
            return ended.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nobody but the job's end stops its heartbeat, and that does not interrupt.
            return false;
        }
    }

    private void warn(boolean again, Throwable e) {
        if (again) {
            return;
        }
        try {
            String what = e instanceof LeaseholdException
                    ? e.getMessage()
                    : e.getClass().getName();
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "[" + lease.profile() + "] The mutex '" + mutex() + "' was not renewed; it is tried again: "
                            + what);
        } catch (RuntimeException | Error broken) {
            // A log handler of the user's: there is nobody left to tell.
        }
    }

    /**
     * Gives the mutex back.
     *
     * @throws LeaseLostException when the job was not, or not surely, alone all the time
     */
    public void end() {
        // An interrupt that ended the job must not end the giving back; the flag is put back.
        boolean interrupted = Thread.interrupted();
        try {
            ended.countDown();
            leave();
            mutex.requireHeld();
            lease.lost().ifPresent(why -> lease.requireLive());
        } finally {
            turn.run();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void leave() {
        try {
            mutex.leave();
        } catch (RegistryException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "[" + lease.profile() + "] The mutex '" + mutex()
                            + "' could not be given back, and is missed at its deadline: " + e.getMessage());
        }
    }

    /** Gives the mutex back after a failure, which stays the first thing that is told. */
    public void endAfter(Throwable failure) {
        try {
            end();
        } catch (LeaseholdException e) {
            failure.addSuppressed(e);
        }
    }
}
