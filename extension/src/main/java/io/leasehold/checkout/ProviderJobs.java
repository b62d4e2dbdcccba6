package io.leasehold.checkout;

import io.leasehold.ConfigurationException;
import io.leasehold.LeaseLostException;
import io.leasehold.RegistryException;
import io.leasehold.registry.HeldLease;
import io.leasehold.registry.HeldMutex;
import io.leasehold.registry.JobAnswer;
import io.leasehold.registry.JobRequest;
import io.leasehold.registry.LeaseTiming;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apiguardian.api.API;

/**
 * Lets one at a time do a provider job: within the JVM in the order of asking, and among JVMs whoever finds the mutex free
 * first. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class ProviderJobs {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration SAY_EVERY = Duration.ofSeconds(10);

    private final RunRegistry registry;
    private final Reservations reservations;
    private final Duration limit;
    private final CountDownLatch stopped;
    private final Map<String, Turn> turns = new ConcurrentHashMap<>();

    ProviderJobs(RunRegistry registry, Reservations reservations, Duration limit, CountDownLatch stopped) {
        this.registry = registry;
        this.reservations = reservations;
        this.limit = limit;
        this.stopped = stopped;
    }

    /** Who of this JVM has a mutex, or asks the registry for it. */
    private static final class Turn {
        private final ReentrantLock lock = new ReentrantLock(true);
        private volatile String owner = "";
        private volatile long beganNanos = System.nanoTime();

        void begin(String by) {
            beganNanos = System.nanoTime();
            owner = by;
        }

        void end() {
            owner = "";
            lock.unlock();
        }

        String words() {
            return "in this JVM [" + owner + "] is at it for "
                    + Duration.ofNanos(System.nanoTime() - beganNanos).toSeconds() + " s";
        }
    }

    /**
     * Begins a job, and waits while another does it. The thread that began it ends it.
     *
     * @throws ConfigurationException when it would wait for itself
     * @throws LeaseLostException when it was not let in within the limit, or the profile is not the run's any more
     */
    public RunningJob enter(JobCall call) {
        String mutex = call.mutex();
        HeldLease lease = reservations
                .kept(call.profile().id())
                .orElseThrow(() -> new LeaseLostException(
                        "The provider job '" + mutex + "' was not begun: profile '"
                                + call.profile().id() + "' is not this run's any more. [" + call.owner() + "]",
                        null));
        lease.requireLive();
        long start = System.nanoTime();
        Turn turn = turns.computeIfAbsent(mutex, name -> new Turn());
        await(turn, call);
        try {
            HeldMutex held = ask(call, lease, start);
            return begun(held, lease, turn);
        } catch (RuntimeException | Error e) {
            turn.end();
            throw e;
        }
    }

    private static RunningJob begun(HeldMutex held, HeldLease lease, Turn turn) {
        try {
            return RunningJob.begin(held, lease, turn::end);
        } catch (RuntimeException | Error e) {
            held.leave();
            throw e;
        }
    }

    private void await(Turn turn, JobCall call) {
        if (turn.lock.isHeldByCurrentThread() || turn.owner.equals(call.owner())) {
            throw new ConfigurationException(
                    "The provider job '" + call.mutex() + "' was asked for inside itself: it would wait for itself for"
                            + " ever. Take the inner call out, or give it a name of its own. [" + call.owner() + "]",
                    null);
        }
        try {
            if (!turn.lock.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw tooLong(call, turn.words());
            }
            turn.begin(call.owner());
        } catch (InterruptedException e) {
            throw interrupted(call, e);
        }
    }

    private HeldMutex ask(JobCall call, HeldLease lease, long start) {
        LeaseTiming timing = new LeaseTiming(call.profile().ttl());
        JobRequest request =
                new JobRequest(call.mutex(), UUID.randomUUID().toString(), lease.key(), registry.self(), timing.ttl());
        HeldMutex mutex = new HeldMutex(registry.registry(), request, timing, registry.machineMillis());
        try {
            awaitFree(mutex, call, start);
            return mutex;
        } catch (RuntimeException | Error e) {
            giveUp(request);
            throw e;
        }
    }

    private void awaitFree(HeldMutex mutex, JobCall call, long start) {
        Optional<Long> said = Optional.empty();
        while (true) {
            JobAnswer answer = mutex.ask();
            if (answer instanceof JobAnswer.Entered) {
                return;
            }
            if (answer instanceof JobAnswer.Lost lost) {
                throw new LeaseLostException(
                        "The provider job '" + call.mutex() + "' was not begun: " + lost.why() + ". [" + call.owner()
                                + "]",
                        null);
            }
            String who = words((JobAnswer.Busy) answer);
            if (System.nanoTime() - start > limit.toNanos() || stopped.getCount() == 0) {
                throw tooLong(call, who);
            }
            if (said.isEmpty() || System.nanoTime() - said.get() > SAY_EVERY.toNanos()) {
                said = Optional.of(System.nanoTime());
                LOGGER.log(System.Logger.Level.INFO, "Waiting for the provider job '" + call.mutex() + "': " + who);
            }
            pause(call);
        }
    }

    private static String words(JobAnswer.Busy busy) {
        return "run " + busy.run() + " on host " + busy.host() + " has it with profile " + busy.profile() + " since "
                + busy.since();
    }

    private void pause(JobCall call) {
        try {
            boolean ended = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            if (ended) {
                LOGGER.log(System.Logger.Level.DEBUG, "The run ends while it waits for " + call.mutex() + ".");
            }
        } catch (InterruptedException e) {
            throw interrupted(call, e);
        }
    }

    private static LeaseLostException interrupted(JobCall call, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new LeaseLostException(
                "Interrupted while waiting for the provider job '" + call.mutex() + "'. [" + call.owner() + "]", e);
    }

    private LeaseLostException tooLong(JobCall call, String who) {
        return new LeaseLostException(
                "The provider job '" + call.mutex() + "' was not begun: its turn did not come within "
                        + limit.toSeconds() + " s; " + who + ". Shorten the job, or raise leasehold.acquireTimeout. ["
                        + call.owner() + "]",
                null);
    }

    /** What was granted by an answer that was lost is given back. */
    private void giveUp(JobRequest request) {
        try {
            registry.registry().leaveJob(request);
        } catch (RegistryException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "A job's mutex could not be given up: " + e.getMessage());
        }
    }
}
