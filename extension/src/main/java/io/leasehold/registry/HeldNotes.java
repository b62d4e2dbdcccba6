package io.leasehold.registry;

import io.leasehold.RegistryException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What one holder could not tell the registry of its lease: kept on this machine, told as soon as can be. Thread-safe. */
final class HeldNotes {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");

    private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);

    private final EventSpool spool;
    private final ProfileRegistry registry;
    private final LeaseKey key;
    private final AtomicLong sequence = new AtomicLong();
    private final Stopwatch clock;
    private final Set<String> kept = ConcurrentHashMap.newKeySet();
    private final Map<String, Stopwatch.Moment> refused = new ConcurrentHashMap<>();
    private volatile boolean unsent;

    HeldNotes(EventSpool spool, ProfileRegistry registry, LeaseKey key, Stopwatch clock) {
        this.spool = spool;
        this.registry = registry;
        this.key = key;
        this.clock = clock;
    }

    /** Keeps a note, unless one on the same matter was kept, or could not be a moment ago: each refusal is a line in the log. */
    synchronized void keepOnce(String matter, String text) {
        boolean refusedJustNow = Optional.ofNullable(refused.get(matter))
                .filter(moment -> clock.since(moment).compareTo(RETRY_PAUSE) < 0)
                .isPresent();
        if (refusedJustNow || kept.contains(matter)) {
            return;
        }
        if (spool.keep(key, sequence.incrementAndGet(), text)) {
            kept.add(matter);
        } else {
            refused.put(matter, clock.now());
        }
        unsent = true;
    }

    /** Says that the matter is over; when it comes again it is noted again. */
    void forget(String matter) {
        kept.remove(matter);
        refused.remove(matter);
    }

    /**
     * Tells the registry.
     *
     * @throws RegistryException when it does not answer
     */
    synchronized void send() {
        if (unsent) {
            unsent = !spool.send(key, registry);
        }
    }

    /** Tells the registry if it answers. */
    void trySend() {
        try {
            send();
        } catch (RegistryException e) {
            // They are on the disk, and go with a later renewal or with the next run on this machine.
            LOGGER.log(System.Logger.Level.DEBUG, "Notes on lease " + key.lease() + " wait: " + e.getMessage());
        }
    }
}
