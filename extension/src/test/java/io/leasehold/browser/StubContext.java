package io.leasehold.browser;

import io.leasehold.profile.Profile;
import io.leasehold.profile.ProfilesFile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A context without a browser, which counts what is done to it. Thread-safe. */
final class StubContext implements ShelvedContext {

    private final Profile profile;
    private final Optional<String> startedFrom;
    private final AtomicInteger closes = new AtomicInteger();
    private final List<String> endedBy = new CopyOnWriteArrayList<>();
    private volatile boolean lost;

    StubContext(Profile profile, Optional<String> startedFrom) {
        this.profile = profile;
        this.startedFrom = startedFrom;
    }

    /** Reads a profile whose further fields are given as JSON with single quotes, such as {@code 'session': 'kept'}. */
    static Profile profile(String name, String fields) {
        String json = "{'baseUrl': 'http://127.0.0.1:1', 'profiles': {'" + name + "': {'accountId': 'a'"
                + (fields.isEmpty() ? "" : ", " + fields) + "}}}";
        return ProfilesFile.parse("test", json.replace('\'', '"')).profile(name);
    }

    /** Lets its browser go away. */
    void lose() {
        lost = true;
    }

    Optional<String> startedFrom() {
        return startedFrom;
    }

    int closes() {
        return closes.get();
    }

    List<String> enders() {
        return endedBy;
    }

    @Override
    public boolean isUsable() {
        return !lost && closes.get() == 0;
    }

    @Override
    public Optional<String> savedState() {
        return Optional.of("state of " + profile.id());
    }

    @Override
    public void endedBy(String by) {
        if (closes.get() > 0) {
            throw new AssertionError("It is closed already.");
        }
        endedBy.add(by);
    }

    @Override
    public void close() {
        closes.incrementAndGet();
    }
}
