package io.leasehold.checkout;

import io.leasehold.RegistryException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * What the registry may have done for this run and could not say any more: a checkout that was granted, an inspection that
 * began. It is undone as soon as the registry answers, for whoever comes next would find a holder, or an inspector, that
 * lives and does nothing. Thread-safe.
 */
final class Unheard {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_TRY = Duration.ofSeconds(8);

    /** So often it is not there: what a server was slow to do is seen by then. */
    private static final int SURELY_NOTHING = 10;

    private static final Executor THREAD = task -> {
        Thread thread = new Thread(task, "leasehold-unheard");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            // What went wrong before is what is told, and the end of the run tries what was not tried now.
            LOGGER.log(System.Logger.Level.DEBUG, "No thread could be started: " + e.getMessage());
        }
    };

    private final CountDownLatch stopped;
    private final Duration pause;
    private final Set<Matter> matters = ConcurrentHashMap.newKeySet();

    /**
     * Begins with nothing.
     *
     * @param stopped counted down when the run ends
     */
    Unheard(CountDownLatch stopped) {
        this(stopped, PAUSE);
    }

    Unheard(CountDownLatch stopped, Duration pause) {
        this.stopped = stopped;
        this.pause = pause;
    }

    /** What was found when the registry answered. */
    enum Found {
        /** It was done, and is undone. */
        UNDONE,
        /** It was not done; a slow server may do it yet. */
        NOTHING,
        /** It was done, and cannot be undone now. */
        NOT_NOW
    }

    /** Undoes one thing, once the registry answers. */
    @FunctionalInterface
    interface Undoing {
        /**
         * Looks for it and undoes it.
         *
         * @throws RegistryException when the registry does not answer
         */
        Found undo();
    }

    private static final class Matter {
        private final String name;
        private final Undoing undoing;
        private boolean undone;
        private int nothing;

        Matter(String name, Undoing undoing) {
            this.name = name;
            this.undoing = undoing;
        }

        /** Tries once, one at a time: what another try has begun to undo looks undone. */
        synchronized boolean attempt() {
            try {
                Found found = undone ? Found.UNDONE : undoing.undo();
                undone = found == Found.UNDONE;
                nothing += found == Found.NOTHING ? 1 : 0;
            } catch (RuntimeException | Error e) {
                LOGGER.log(System.Logger.Level.DEBUG, name + " is not undone yet: " + e.getMessage());
            }
            return undone || nothing >= SURELY_NOTHING;
        }
    }

    /** Notes one and begins to try. */
    void add(String name, Undoing undoing) {
        Matter matter = new Matter(name, undoing);
        matters.add(matter);
        THREAD.execute(() -> undo(matter));
    }

    private void undo(Matter matter) {
        try {
            while (!matter.attempt() && !stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.log(System.Logger.Level.DEBUG, matter.name + " is looked for again.");
            }
        } catch (InterruptedException e) {
            // Nobody interrupts it.
        }
    }

    /** Looks for all that is left once more, together and not for long: the run ends. */
    void undoAll() {
        CompletableFuture<?>[] together = matters.stream()
                .map(matter -> CompletableFuture.runAsync(matter::attempt, THREAD))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(together)
                .completeOnTimeout(null, LAST_TRY.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
