package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.ProfileId;
import io.leasehold.fixture.Waiting;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.EventType;
import io.leasehold.registry.Finding;
import io.leasehold.registry.Inspector;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.Move;
import io.leasehold.registry.ProfileState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clock that judges all deadlines, PostgreSQL's own, is set while a profile is held, by libfaketime: nobody else gets
 * the profile, its holder goes on, and nobody waits until the clock has caught up.
 *
 * <p>Requirement: P3, P6, P13.
 */
final class ServerClockTests {

    private static final ProfileId SHOP = new ProfileId("shop");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private SetClock clock;
    private ChildJvm server;

    @BeforeEach
    void start() {
        clock = SetClock.in(folder);
        server = ChildJvm.start(clock.around(), folder.resolve("server.txt"), ServerJvm.class);
    }

    @AfterEach
    void stop() {
        // Killed, it would leave its PostgreSQL behind.
        server.tellToEnd();
        assertThat(server.awaitEnd()).as(server.output()).isZero();
    }

    private static void await(String what, BooleanSupplier condition) {
        assertThat(Waiting.until(LIMIT, condition)).as(what).isTrue();
    }

    @Test
    void aHolderGoesOnAndIsFollowedOnlyOnceItHasEnded() {
        StoreAddress address = new StoreAddress(server.ask("database"));
        try (JdbcRegistry registry = address.open();
                ChildJvm holder = ChildJvm.start(
                        folder.resolve("holder.txt"),
                        MachineJvm.class,
                        address.text(),
                        SHOP.value(),
                        folder.resolve("home").toString(),
                        String.valueOf(Requests.SHORT.ttl().toSeconds()))) {
            assertThat(holder.ask("acquire")).isEqualTo("1");

            clock.set(HOUR);
            await(
                    "is missed, and resumed by its holder",
                    () -> EventLog.read(registry).count(EventType.LEASE_RESUMED) == 1);
            assertThat(Instant.ofEpochMilli(number(registry, "deadline")))
                    .isAfter(Instant.now().plus(HOUR));
            onlyTheHolderHasIt(registry, holder);

            clock.set(HOUR.negated());
            long renewals = number(registry, "heartbeat_sequence");
            long promised = number(registry, "deadline");
            await("goes on renewing", () -> number(registry, "heartbeat_sequence") > renewals + 3);
            assertThat(number(registry, "deadline"))
                    .as("what was promised, by the last renewal before the clock was set or the one after")
                    .isBetween(promised, promised + Requests.SHORT.ttl().toMillis());
            assertThat(EventLog.read(registry).of(SHOP.value()))
                    .map(EventLog.Event::reason)
                    .filteredOn(reason -> reason.contains("The server's clock was set back"))
                    .singleElement()
                    .asString()
                    .contains("it is 71");
            onlyTheHolderHasIt(registry, holder);

            holder.kill();
            isFoundAtOnce(registry);
            assertThat(LogChecker.violations(registry)).isEmpty();
        }
    }

    private static void onlyTheHolderHasIt(JdbcRegistry registry, ChildJvm holder) {
        assertThat(holder.ask("live")).isEqualTo("true");
        assertThat(registry.acquire(Requests.of(SHOP.value(), Requests.here("b"), Requests.LONG)))
                .isInstanceOf(Acquisition.Unavailable.class);
        assertThat(registry.find(SHOP).orElseThrow().state()).isEqualTo(ProfileState.LEASED);
    }

    /** Two hours before the deadline, by who can see that the process is gone. */
    private static void isFoundAtOnce(JdbcRegistry registry) {
        Inspector inspector = new Inspector(registry, Requests.processes(), Requests.here("b"), false);
        assertThat(inspector.expireWhenGone(registry.find(SHOP).orElseThrow())).isTrue();
        assertThat(inspector.inspect(SHOP, (held, browser) -> Finding.clear("The session is in order.")))
                .get()
                .extracting(finding -> finding.move().orElseThrow())
                .isEqualTo(Move.CLEAR);
        LeaseKey next = Requests.acquired(registry, Requests.of(SHOP.value(), Requests.here("b"), Requests.LONG));
        assertThat(next.fencingToken()).isEqualTo(2);
    }

    @Test
    void whoHasGoneAwayFromTheLineHoldsUpNobody() {
        Duration keep = Duration.ofSeconds(5);
        clock.set(HOUR);
        try (JdbcRegistry registry = new StoreAddress(server.ask("database")).open()) {
            LeaseKey key = Requests.acquired(registry, Requests.of(SHOP.value(), Requests.here("a"), Requests.LONG));
            LeaseRequest gone = Requests.of(SHOP.value(), Requests.gone("b"), Requests.LONG);
            LeaseRequest waiting = Requests.of(SHOP.value(), Requests.here("c"), Requests.LONG);
            registry.await(SHOP, gone.holder(), gone.id().value(), keep);
            registry.await(SHOP, waiting.holder(), waiting.id().value(), keep);

            clock.set(HOUR.negated());
            registry.release(key, Requests.FINISHED);
            registry.await(SHOP, waiting.holder(), waiting.id().value(), keep);
            LeaseRequest late = Requests.of(SHOP.value(), Requests.here("d"), Requests.LONG);

            assertThat(registry.acquire(late)).as("behind who still waits").isInstanceOf(Acquisition.Unavailable.class);
            assertThat(registry.acquire(waiting)).isInstanceOf(Acquisition.Acquired.class);
        }
    }

    private static long number(JdbcRegistry registry, String column) {
        try (Connection connection = registry.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + column + " FROM profile_lease")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
