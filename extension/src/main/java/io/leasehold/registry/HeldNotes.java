package io.leasehold.registry;

import io.leasehold.RegistryException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What one holder could not tell the registry of its lease: kept on this machine, told as soon as can be. Thread-safe. */
final class HeldNotes {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");

    private final EventSpool spool;
    private final ProfileRegistry registry;
    private final LeaseKey key;
    private final AtomicLong sequence = new AtomicLong();
    private final Set<String> kept = ConcurrentHashMap.newKeySet();
    private volatile boolean unsent;

    HeldNotes(EventSpool spool, ProfileRegistry registry, LeaseKey key) {
        this.spool = spool;
        this.registry = registry;
        this.key = key;
    }

    /** Keeps a note, unless one on the same matter was kept; what could not be kept may be said again. */
    synchronized void keepOnce(String matter, String text) {
        if (kept.contains(matter)) {
            return;
        }
        if (spool.keep(key, sequence.incrementAndGet(), text)) {
            kept.add(matter);
        }
        unsent = true;
    }

    /** Says that the matter is over; when it comes again it is noted again. */
    void forget(String matter) {
        kept.remove(matter);
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
