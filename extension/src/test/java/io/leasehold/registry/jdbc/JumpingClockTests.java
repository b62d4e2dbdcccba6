package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.ProfileId;
import io.leasehold.fixture.PostgresServer;
import io.leasehold.fixture.Waiting;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseTiming;
import io.leasehold.registry.ProfileState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The system clock of a process jumps while it holds a lease, by libfaketime: it renews as before, and nobody finds it late.
 *
 * <p>Requirement: P6, P13.
 */
@ExtendWith(PostgresServer.Shared.class)
final class JumpingClockTests {

    private static final ProfileId SHOP = new ProfileId("shop");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration CLOSE = Duration.ofMinutes(5);

    /** A holder that waits for others for six seconds does not stop by itself: only the jumps are to be seen here. */
    private static final LeaseTiming TIMING = new LeaseTiming(Duration.ofSeconds(12));

    /** One every two seconds, for that is how often the holder renews. */
    private static final List<Duration> JUMPS =
            List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofDays(1), Duration.ofDays(-1));

    @TempDir
    private Path folder;

    @Test
    void inOneFile() {
        keepsItsLease(StoreAddress.sqlite(folder));
    }

    @Test
    void atAServerThatHasTheRightTime(PostgresServer server) {
        keepsItsLease(new StoreAddress(server.newDatabase()));
    }

    private void keepsItsLease(StoreAddress address) {
        SetClock clock = SetClock.in(folder);
        try (JdbcRegistry registry = address.open();
                ChildJvm jvm = ChildJvm.start(
                        clock.around(),
                        folder.resolve("output.txt"),
                        MachineJvm.class,
                        address.text(),
                        SHOP.value(),
                        folder.resolve("home").toString(),
                        String.valueOf(TIMING.ttl().toSeconds()))) {
            assertThat(jvm.ask("acquire")).isEqualTo("1");
            long first = deadline(registry);
            for (Duration by : JUMPS) {
                clock.set(by);
                assertThat(offset(jvm)).isCloseTo(by, CLOSE);
                assertThat(jvm.ask("live")).as("before it renews").isEqualTo("true");

                long before = deadline(registry);
                assertThat(Waiting.until(LIMIT, () -> deadline(registry) > before))
                        .as("renews")
                        .isTrue();
                assertThat(jvm.ask("live")).isEqualTo("true");
                assertThat(registry.acquire(Requests.of("shop", Requests.here("b"), Requests.LONG)))
                        .isInstanceOf(Acquisition.Unavailable.class);
                assertThat(registry.find(SHOP).orElseThrow().state()).isEqualTo(ProfileState.LEASED);
            }
            // Past the deadline that was given before the first jump.
            assertThat(Waiting.until(
                            LIMIT,
                            () -> deadline(registry) > first + TIMING.ttl().toMillis()))
                    .isTrue();
            assertThat(jvm.ask("live")).isEqualTo("true");
            assertThat(EventLog.read(registry).count(EventType.LEASE_MARKED_STALE))
                    .isZero();
            assertThat(LogChecker.violations(registry)).isEmpty();
        }
    }

    /** How far the process's clock is from the right time. */
    private static Duration offset(ChildJvm jvm) {
        return Duration.ofMillis(Long.parseLong(jvm.ask("wall")) - System.currentTimeMillis());
    }

    /** As it is written, by the count that deadlines go by. */
    private static long deadline(JdbcRegistry registry) {
        try (Connection connection = registry.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT deadline FROM profile_lease")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
