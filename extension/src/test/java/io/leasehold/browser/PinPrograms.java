package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.LeaseLostException;
import java.util.List;

/** Small programs of two or three threads, one for each {@link Defect}, and the laws that all of them keep. */
final class PinPrograms {

    private final Schedule schedule;
    private final PinStore store;
    private final int most;

    PinPrograms(Schedule schedule, PinStore store, int most) {
        this.schedule = schedule;
        this.store = store;
        this.most = most;
    }

    static int most(Defect defect) {
        return switch (defect) {
            case NONE, REMOVED_AFTER_END, NO_SINGLE_OPENING, NO_CLAIM -> 9;
            case ANONYMOUS_COUNT, REMOVED_AFTER_EVICTION, NO_LOOK_AT_RELEASE, RELEASE_BY_NAME, LATE_RESERVATION -> 1;
        };
    }

    /** Runs the program that shows a defect. */
    void run(Defect defect) {
        switch (defect) {
            case NONE, NO_SINGLE_OPENING -> threads(() -> use("a"), () -> use("a"));
            case ANONYMOUS_COUNT -> threads(this::releaseTwice, () -> use("a"), () -> use("b"));
            case REMOVED_AFTER_END -> threads(this::useAndEnd, () -> use("a"));
            case REMOVED_AFTER_EVICTION -> threads(() -> use("a", "b"), () -> use("a"));
            case NO_LOOK_AT_RELEASE -> threads(() -> use("a"), () -> use("b"), () -> use("c"));
            case NO_CLAIM -> threads(this::useAndEnd, () -> store.end("a"));
            case RELEASE_BY_NAME -> threads(this::releaseAfterTheEnd, () -> use("a"), () -> use("b"));
            case LATE_RESERVATION -> threads(() -> use("b", "a"), () -> use("a"));
        }
    }

    private void use(String... profiles) {
        for (String profile : profiles) {
            try {
                pinned(profile).release();
            } catch (LeaseLostException e) {
                // Whoever opens it when somebody ends it is told so.
                assertThat(e).hasMessageContaining("was ended by a person while it was being opened");
            }
        }
    }

    private PinStore.Token pinned(String profile) {
        schedule.pause("pinning " + profile);
        List<WatchedContext> closing =
                store.opened().stream().filter(WatchedContext::isClosing).toList();
        PinStore.Token token = store.pin(profile);
        if (closing.contains(token.context())) {
            throw new AssertionError("handed out after its close had begun: " + profile);
        }
        token.context().use();
        return token;
    }

    private void releaseTwice() {
        PinStore.Token token = pinned("a");
        token.release();
        schedule.pause("releasing again");
        token.release();
    }

    private void useAndEnd() {
        use("a");
        store.end("a");
    }

    private void releaseAfterTheEnd() {
        PinStore.Token token = pinned("a");
        store.end("a");
        schedule.pause("releasing late");
        token.release();
    }

    private void threads(Runnable... works) {
        for (int at = 0; at < works.length; at++) {
            schedule.add("thread " + (at + 1), works[at]);
        }
        schedule.run();
        long open =
                store.opened().stream().filter(context -> !context.isClosing()).count();
        if (open > most) {
            throw new AssertionError(open + " are open, nobody pins them, and " + most + " may be");
        }
        schedule.add("end", store::close);
        schedule.run();
        if (store.opened().stream().anyMatch(context -> context.closes() != 1)) {
            throw new AssertionError("one was never closed");
        }
    }
}
