package io.leasehold.bench;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a measured JVM watches while its tests run, beside the time of the whole. */
enum Watch {
    /** Nothing else. */
    SUITE {
        @Override
        void prepare(RunListener listener, Map<String, Double> measured) {}
    },

    /** How much of it is the registry. */
    REGISTRY {
        @Override
        void prepare(RunListener listener, Map<String, Double> measured) {
            RegistryTime.watch();
        }

        @Override
        void end(Map<String, Double> measured) {
            measured.put(ChildResult.REGISTRY, RegistryTime.millis());
        }
    },

    /**
     * The time of a lease: from the end of the warm-up to the moment when the browser has closed the last tab. Nothing that
     * is put off to later is left out.
     */
    LEASES {
        @Override
        void prepare(RunListener listener, Map<String, Double> measured) {
            long[] begin = new long[1];
            TabCount tabs = new TabCount(ChildSettings.debugPort());
            listener.after(Rows.LEASE_WARM_UP, () -> {
                        tabs.awaitNoOther();
                        begin[0] = System.nanoTime();
                    })
                    .after(Rows.LEASE_WARM_UP + Rows.LEASES, () -> {
                        tabs.awaitNoOther();
                        double all = RunListener.millis(System.nanoTime() - begin[0]);
                        measured.put(ChildResult.LEASE, all / Rows.LEASES);
                    });
        }
    },

    /** The time of a lease and the memory of the process tree, early and late in a long run. */
    LONG_RUN {
        @Override
        void prepare(RunListener listener, Map<String, Double> measured) {
            TabCount tabs = new TabCount(ChildSettings.debugPort());
            listener.after(Rows.EARLY_LEASE + Rows.WINDOW, () -> {
                        measured.put(ChildResult.EARLY_LEASE, timeBefore(listener, Rows.EARLY_LEASE + Rows.WINDOW));
                        measured.put(ChildResult.EARLY_MEMORY, settled(tabs));
                    })
                    .after(Rows.LONG_RUN, () -> {
                        measured.put(ChildResult.LATE_LEASE, timeBefore(listener, Rows.LONG_RUN));
                        measured.put(ChildResult.LATE_MEMORY, settled(tabs));
                    });
        }
    };

    private static final int SETTLING_SECONDS = 3;

    abstract void prepare(RunListener listener, Map<String, Double> measured);

    /** Told when the session has ended. */
    void end(Map<String, Double> measured) {}

    private static double timeBefore(RunListener listener, int lease) {
        return Median.of(listener.intervals(lease - 2 * Rows.WINDOW, lease));
    }

    /** Returns the memory when all tabs are closed, garbage is collected and the browser had time to let go of it. */
    private static double settled(TabCount tabs) {
        tabs.awaitNoOther();
        System.gc();
        try {
            // Nobody counts it down: there is no event to wait for when a browser gives memory back.
            boolean never = new CountDownLatch(1).await(SETTLING_SECONDS, TimeUnit.SECONDS);
            if (never) {
                throw new IllegalStateException("Nobody can have opened this latch.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ProportionalSetSize.ofTree(ProcessHandle.current());
    }
}
