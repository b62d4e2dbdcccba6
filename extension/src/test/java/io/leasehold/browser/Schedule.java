package io.leasehold.browser;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs threads one at a time: each stops where it calls {@link #pause}, and the schedule chooses who goes on. A thread
 * that waits for another by a latch counts as neither. Used by one thread, which is not one of them.
 */
final class Schedule implements Executor {

    private final IntUnaryOperator choose;
    private final List<Actor> actors = Collections.synchronizedList(new ArrayList<>());
    private final List<String> trace = new ArrayList<>();

    /** Makes a schedule; of so many who could go on, the function chooses one. */
    Schedule(IntUnaryOperator choose) {
        this.choose = choose;
    }

    private static final class Actor extends Thread {
        private final Semaphore turn = new Semaphore(0);
        private volatile String at = "start";
        private volatile boolean paused = true;
        private volatile boolean awake;
        private volatile @Nullable Throwable failure;

        Actor(String name, Runnable work) {
            super(null, work, name);
            setDaemon(true);
            setUncaughtExceptionHandler((thread, thrown) -> failure = thrown);
        }

        @Override
        public void run() {
            turn.acquireUninterruptibly();
            awake = true;
            super.run();
        }

        void pauseAt(String where) {
            at = where;
            paused = true;
            turn.acquireUninterruptibly();
            awake = true;
        }

        /** Tells whether nothing happens in it until somebody lets it go on, or ends. */
        boolean isQuiet() {
            State state = getState();
            boolean waits = state == State.WAITING || state == State.TIMED_WAITING;
            return paused || state == State.TERMINATED || (awake && waits);
        }

        void goOn() {
            awake = false;
            paused = false;
            turn.release();
        }

        boolean canGoOn() {
            return paused && isAlive();
        }
    }

    /** Adds a thread; what a shelf hands to its closers becomes one too. */
    void add(String name, Runnable work) {
        Actor actor = new Actor(name, work);
        actors.add(actor);
        actor.start();
    }

    @Override
    public void execute(Runnable closing) {
        add("closer", closing);
    }

    /** Lets the others go first, if the schedule says so. */
    void pause(String where) {
        if (Thread.currentThread() instanceof Actor actor) {
            actor.pauseAt(where);
        }
    }

    /** Runs until all threads have ended; fails when those that are left wait for each other, or when one threw. */
    void run() {
        for (List<Actor> ready = ready(); !ready.isEmpty(); ready = ready()) {
            Actor next = ready.get(choose.applyAsInt(ready.size()));
            trace.add(next.getName() + " from " + next.at);
            next.goOn();
        }
        for (Actor actor : List.copyOf(actors)) {
            Throwable failure = actor.failure;
            if (failure != null) {
                throw new AssertionError(actor.getName() + " threw " + failure, failure);
            }
        }
        for (Actor actor : List.copyOf(actors)) {
            if (actor.isAlive()) {
                throw new AssertionError(actor.getName() + " waits for ever");
            }
        }
    }

    private List<Actor> ready() {
        while (true) {
            awaitQuiet();
            List<Actor> ready =
                    List.copyOf(actors).stream().filter(Actor::canGoOn).toList();
            // One that a latch has just let go still looks as if it waited, so nobody is left only at the second look.
            if (!ready.isEmpty() || endsByItself()) {
                return ready;
            }
        }
    }

    private boolean endsByItself() {
        long deadline = System.nanoTime() + 2_000_000_000L;
        while (System.nanoTime() < deadline) {
            List<Actor> all = List.copyOf(actors);
            if (all.stream().noneMatch(Thread::isAlive)) {
                return true;
            }
            if (all.stream().anyMatch(Actor::canGoOn)) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    private void awaitQuiet() {
        while (!List.copyOf(actors).stream().allMatch(Actor::isQuiet)) {
            Thread.onSpinWait();
        }
    }

    List<String> trace() {
        return trace;
    }
}
