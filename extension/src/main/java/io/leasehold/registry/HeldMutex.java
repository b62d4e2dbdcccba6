package io.leasehold.registry;

import io.leasehold.LeaseLostException;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A provider job's mutex in the hands of who asked for it: knows until when it is surely held, without asking anybody.
 * Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class HeldMutex {

    private final ProfileRegistry registry;
    private final JobRequest request;
    private final LeaseTiming timing;
    private final Stopwatch clock;
    private final Object renewing = new Object();
    private volatile Stopwatch.Moment sent;
    private volatile long fencingToken;
    private volatile @Nullable String lost;
    private boolean left;

    /**
     * Begins without it.
     *
     * @param timing when it is renewed; the request keeps it for as long
     * @param machineMillis a count that goes on while the machine sleeps
     */
    public HeldMutex(ProfileRegistry registry, JobRequest request, LeaseTiming timing, LongSupplier machineMillis) {
        this.registry = registry;
        this.request = request;
        this.timing = timing;
        this.clock = new Stopwatch(System::nanoTime, machineMillis);
        this.sent = clock.now();
    }

    /** Asks for it once. */
    public JobAnswer ask() {
        Stopwatch.Moment moment = clock.now();
        JobAnswer answer = registry.enterJob(request);
        if (answer instanceof JobAnswer.Entered entered) {
            sent = moment;
            fencingToken = entered.fencingToken();
        }
        return answer;
    }

    /** Returns its name. */
    public String name() {
        return request.mutex();
    }

    /** Returns the number of this taking. */
    public long fencingToken() {
        return fencingToken;
    }

    /** Returns when it is renewed. */
    public LeaseTiming timing() {
        return timing;
    }

    /** Keeps it for another while, unless it was given back or lost. */
    public void renew() {
        synchronized (renewing) {
            if (left || lost != null) {
                return;
            }
            Stopwatch.Moment moment = clock.now();
            if (registry.renewJob(request) instanceof JobAnswer.Lost why) {
                lost = why.why();
            } else {
                sent = moment;
            }
        }
    }

    /**
     * Gives it back, after a last look whether it was held all the time. No renewal follows.
     *
     * @throws io.leasehold.RegistryException when nobody could be told; it lapses at its deadline
     */
    public void leave() {
        synchronized (renewing) {
            try {
                renew();
            } finally {
                left = true;
                registry.leaveJob(request);
            }
        }
    }

    /**
     * Stops whoever is about to act.
     *
     * @throws LeaseLostException when it is not, or not surely, held
     */
    public void requireHeld() {
        Optional<String> why = whyNot();
        if (why.isPresent()) {
            throw new LeaseLostException(
                    "The provider job '" + name() + "' was not alone all the time: " + why.get()
                            + ". Look at what it did, and at what others did meanwhile. [lease="
                            + request.lease().lease() + " profile="
                            + request.lease().profile() + " mutex=" + name() + " token=" + fencingToken + "]",
                    null);
        }
    }

    private Optional<String> whyNot() {
        @Nullable String gone = lost;
        if (gone != null) {
            return Optional.of(gone);
        }
        return clock.since(sent).compareTo(timing.selfStop()) < 0
                ? Optional.empty()
                : Optional.of("it could not be renewed for " + clock.since(sent).toSeconds()
                        + " s, so nobody can be sure that it is still held: this JVM was paused, or the registry at "
                        + registry.place() + " does not answer");
    }
}
