package io.leasehold.registry;

import io.leasehold.LeaseLostException;
import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A profile lease in the hands of its holder: knows until when it may be acted on, without asking anybody. Thread-safe;
 * the {@link LeaseKeeper} renews it, whoever acquired it releases it.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class HeldLease {

    /** The step while a session is signed in: a login that is cut off may leave the account locked. */
    public static final String SIGN_IN = InspectionRules.SIGN_IN;

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");

    private final ProfileRegistry registry;
    private final LeaseKey key;
    private final LeaseTiming timing;
    private final HeldNotes notes;
    private final Stopwatch clock;
    private final Object renewing = new Object();
    private final Map<Long, String> unwritten = new ConcurrentHashMap<>();
    private Supplier<Progress> source = () -> Progress.NONE;
    private long sequence;
    private long mutations;
    private volatile Stopwatch.Moment sent;
    private volatile @Nullable String lost;
    private volatile boolean released;
    private volatile boolean inspected;
    private volatile Progress phase = Progress.NONE;

    HeldLease(
            ProfileRegistry registry,
            Acquisition.Acquired acquired,
            LeaseTiming timing,
            HeldNotes notes,
            Stopwatch clock) {
        this.registry = registry;
        this.key = acquired.key();
        this.timing = timing;
        this.notes = notes;
        this.clock = clock;
        this.sent = clock.momentAt(acquired.sentNanos());
    }

    /** Returns what it shows with every call. */
    public LeaseKey key() {
        return key;
    }

    /** Returns the profile. */
    public ProfileId profile() {
        return key.profile();
    }

    LeaseTiming timing() {
        return timing;
    }

    /** Says where the heartbeats find out what is being done. */
    public void reportsFrom(Supplier<Progress> progress) {
        synchronized (renewing) {
            source = progress;
        }
    }

    /**
     * Tells whether the holder may act on it: it has not been lost, and a renewal was answered so lately that nobody else
     * can call it missed.
     */
    public boolean isLive() {
        return lost == null && !released && !inspected && left().compareTo(Duration.ZERO) > 0;
    }

    /** Returns how long the holder may go on without another renewal. */
    Duration left() {
        return timing.selfStop().minus(clock.since(sent));
    }

    /**
     * Stops whoever is about to act. A holder that comes back from a pause is given its lease again here, if nobody took
     * notice of the pause.
     *
     * @throws LeaseLostException when the holder may not act any more
     */
    public void requireLive() {
        if (!isOver() && !isLive()) {
            tryToRenew();
        }
        String why = whyNot();
        if (!why.isEmpty()) {
            throw refused(why);
        }
    }

    private LeaseLostException refused(String why) {
        return new LeaseLostException(
                why + " [lease=" + key.lease() + " profile=" + profile() + " token=" + key.fencingToken() + "]", null);
    }

    private void tryToRenew() {
        try {
            renew();
        } catch (RegistryException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "[" + profile() + " " + key.lease()
                            + "] A lease that was not renewed in time cannot be renewed now: " + e.getMessage());
        }
    }

    private String whyNot() {
        @Nullable String gone = lost;
        if (gone != null) {
            return "The lease of profile '" + profile() + "' was lost: " + gone + ". No page of it is handed out.";
        }
        if (released) {
            return "The lease of profile '" + profile() + "' was given back. No page of it is handed out.";
        }
        if (inspected) {
            return "The lease of profile '" + profile()
                    + "' was missed, and an inspection looks at it just now. No page of"
                    + " it is handed out until that has ended.";
        }
        if (left().compareTo(Duration.ZERO) <= 0) {
            return "The lease of profile '" + profile() + "' could not be renewed for "
                    + clock.since(sent).toSeconds() + " s, so nobody can be sure that it is still held: this JVM was"
                    + " paused, or the registry at " + registry.place()
                    + " does not answer. No page is handed out until it is renewed.";
        }
        return "";
    }

    /** Returns why it is not the holder's any more, if it was lost. */
    public Optional<String> lost() {
        return Optional.ofNullable(lost);
    }

    boolean isOver() {
        return lost != null || released;
    }

    /** Tells whether the holder has given it back, or has begun to: what it hears of the lease then is no loss. */
    boolean isGivenBack() {
        return released;
    }

    /** Renews now, with what is being done now; the heartbeats do that by themselves. */
    void renew() {
        synchronized (renewing) {
            if (isOver()) {
                return;
            }
            Stopwatch.Moment moment = clock.now();
            try {
                writeEnds();
                note(registry.renew(key, ++sequence, progress(), timing.ttl()), moment);
            } catch (RegistryException e) {
                noteStop();
                throw e;
            }
            notes.trySend();
        }
    }

    private void noteStop() {
        if (left().compareTo(Duration.ZERO) <= 0) {
            Progress now = progress();
            notes.keepOnce(
                    "stop",
                    "It stopped by itself, for no renewal was answered for "
                            + clock.since(sent).toSeconds() + " s. Its step was '" + now.step() + "'"
                            + (now.url().isEmpty() ? "." : " at " + now.url() + "."));
        }
    }

    /** Returns what is being done just now, as the next heartbeat says it. */
    public Progress progress() {
        Progress now = source.get();
        return now.equals(Progress.NONE) ? phase : now;
    }

    private void note(Renewal answer, Stopwatch.Moment moment) {
        if (answer instanceof Renewal.Lost why) {
            note(why);
        } else {
            inspected = false;
            sent = moment;
            notes.forget("stop");
        }
    }

    /** What an inspection looks at just now may be left to the holder; until then nothing is done with it. */
    private void note(Renewal.Lost answer) {
        inspected = true;
        if (answer.forGood()) {
            lost = answer.why();
        }
    }

    /**
     * Says what is being done while no test does anything, and writes it down before it is done.
     *
     * @throws LeaseLostException when the lease is not the holder's any more
     */
    public void enter(String step) {
        phase = new Progress(step, "");
        renew();
        requireLive();
    }

    /** Says where the browser can be found, before and after its launch. */
    public void noteBrowser(BrowserMark browser) {
        if (registry.noteBrowser(key, browser) instanceof Renewal.Lost why) {
            note(why);
        }
        requireLive();
    }

    /**
     * Writes down that a mutation begins.
     *
     * @return the mutation's number, to end it with
     * @throws LeaseLostException when it may not begin
     */
    public long beginMutation(String name, Progress progress) {
        synchronized (renewing) {
            requireLive();
            long number = mutations + 1;
            Renewal answer = registry.beginMutation(key, number, name, progress);
            mutations = number;
            if (answer instanceof Renewal.Lost why) {
                note(why);
                // It was not written down, so it must not be made, even if a renewal succeeds by now.
                throw refused(why.why());
            }
            requireLive();
            return number;
        }
    }

    /** Writes down how a mutation ended; what cannot be written now is written with the next renewal. */
    public void endMutation(long number, String result) {
        try {
            writeEnd(number, result);
        } catch (RegistryException e) {
            unwritten.put(number, result);
            notes.keepOnce("mutation " + number, "Its mutation " + number + " ended: " + result);
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "[" + profile() + " " + key.lease() + "] The end of a mutation is not written down yet: "
                            + e.getMessage());
        }
    }

    private void writeEnd(long number, String result) {
        if (registry.endMutation(key, number, result) instanceof Renewal.Lost why) {
            note(why);
        }
    }

    private void writeEnds() {
        unwritten.forEach((number, result) -> {
            writeEnd(number, result);
            unwritten.remove(number);
        });
    }

    /**
     * Gives the profile back; a second time does nothing.
     *
     * @throws RegistryException when the registry does not answer; how it was to end is kept on this machine
     */
    public LeaseStatus release(Ending ending) {
        released = true;
        try {
            writeEnds();
            notes.send();
            return registry.release(key, ending);
        } catch (RegistryException e) {
            String way = ending.kind().move().name().toLowerCase(Locale.ROOT);
            notes.keepOnce("release", "It was to end by " + way + ": " + ending.reason());
            throw e;
        }
    }
}
