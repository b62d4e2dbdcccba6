package io.leasehold.browser;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A context that takes its time to close, and is told on when somebody is given it too late. */
final class WatchedContext implements ShelvedContext {

    private final Schedule schedule;
    private final String profile;
    private final AtomicInteger closes = new AtomicInteger();
    private volatile boolean ended;

    WatchedContext(Schedule schedule, String profile) {
        this.schedule = schedule;
        this.profile = profile;
    }

    boolean isClosing() {
        return closes.get() > 0;
    }

    int closes() {
        return closes.get();
    }

    /** Fails when it closes under its user, unless somebody wanted that. */
    void use() {
        schedule.pause("using " + profile);
        if (isClosing() && !ended) {
            throw new AssertionError("closed in use: " + profile);
        }
    }

    @Override
    public boolean isUsable() {
        return !isClosing();
    }

    @Override
    public Optional<String> savedState() {
        return Optional.empty();
    }

    @Override
    public void endedBy(String by) {
        ended = true;
    }

    @Override
    public void close() {
        if (closes.incrementAndGet() > 1) {
            throw new AssertionError("closed twice: " + profile);
        }
        schedule.pause("closing " + profile);
    }
}
