package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leasehold.registry.Acquisition;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.Progress;
import io.leasehold.registry.Renewal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The host's wall clock decides nothing. Requirement: P6, P13.
 */
final class SqliteClockTests {

    @TempDir
    private Path folder;

    private StoreAddress address() {
        return StoreAddress.sqlite(folder);
    }

    private Path file() {
        return folder.resolve("registry.db");
    }

    /** A wall clock that a person sets as they please. */
    private static final class SetClock extends Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH.plus(Duration.ofDays(20_000)));

        void jump(Duration by) {
            now.updateAndGet(before -> before.plus(by));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }

    @Test
    void aJumpOfTheHostsClockChangesNothing() {
        SetClock wall = new SetClock();
        assumeTrue(
                !new MachineClock(wall).boot().equals("wall"), "this system does not count its time since its start");
        try (JdbcRegistry registry =
                address().open(new SqliteDialect(file(), new MachineClock(wall)), FailurePoints.NONE)) {
            LeaseKey key = Requests.acquired(registry, Requests.of("shop", Requests.here("a"), Requests.LONG));
            long sequence = 0;
            for (Duration by :
                    List.of(Duration.ofHours(1), Duration.ofHours(-2), Duration.ofDays(1), Duration.ofDays(-2))) {
                wall.jump(by);
                assertThat(registry.find(key.profile()).orElseThrow().state()).isEqualTo(ProfileState.LEASED);
                assertThat(registry.acquire(Requests.of("shop", Requests.here("b"), Requests.LONG)))
                        .isInstanceOf(Acquisition.Unavailable.class);
                assertThat(registry.renew(key, ++sequence, Progress.NONE, Requests.LONG.ttl()))
                        .isEqualTo(new Renewal.Renewed(false));
            }
            assertThat(EventLog.read(registry).count(EventType.LEASE_MARKED_STALE))
                    .isZero();
            assertThat(registry.release(key, Requests.FINISHED)).isEqualTo(LeaseStatus.RELEASED);
            assertThat(LogChecker.violations(registry)).isEmpty();
        }
    }
}
