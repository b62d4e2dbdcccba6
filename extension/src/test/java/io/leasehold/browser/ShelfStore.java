package io.leasehold.browser;

import io.leasehold.ProfileId;
import io.leasehold.profile.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/** The shelf itself, under a schedule. */
final class ShelfStore implements PinStore {

    private static final Map<String, Profile> PROFILES = Map.of(
            "a", StubContext.profile("a", ""),
            "b", StubContext.profile("b", ""),
            "c", StubContext.profile("c", ""),
            "kept", StubContext.profile("kept", "'session': 'kept'"));

    private final List<WatchedContext> opened = new CopyOnWriteArrayList<>();
    private final ContextShelf<WatchedContext> shelf;

    ShelfStore(Schedule schedule, int most) {
        shelf = new ContextShelf<>(
                (profile, state) -> {
                    WatchedContext context =
                            new WatchedContext(schedule, profile.id().value());
                    opened.add(context);
                    schedule.pause("opening " + profile.id());
                    return context;
                },
                new ShelfSettings(OptionalInt.of(most), Duration.ofSeconds(20), schedule, () -> 0));
    }

    @Override
    public Token pin(String profile) {
        ContextPin<WatchedContext> pin = shelf.pin(Objects.requireNonNull(PROFILES.get(profile)));
        return new Token() {
            @Override
            public WatchedContext context() {
                return pin.context();
            }

            @Override
            public void release() {
                pin.release();
            }
        };
    }

    @Override
    public void end(String profile) {
        shelf.end(new ProfileId(profile), "a person");
    }

    @Override
    public List<WatchedContext> opened() {
        return opened;
    }

    @Override
    public void close() {
        shelf.close();
    }
}
