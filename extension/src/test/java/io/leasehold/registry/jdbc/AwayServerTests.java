package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.LeaseLostException;
import io.leasehold.ProfileId;
import io.leasehold.fixture.PostgresServer;
import io.leasehold.fixture.Waiting;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.EventType;
import io.leasehold.registry.Finding;
import io.leasehold.registry.HeldLease;
import io.leasehold.registry.Inspector;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKeeper;
import io.leasehold.registry.LeaseTiming;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProfileState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holders on machines of their own, whose lines to the server are cut for a while: each stops by itself in time, and what
 * it held goes to another only by way of an inspection.
 *
 * <p>Requirement: P3, P5, P6, P7, P13.
 */
@ExtendWith(PostgresServer.Shared.class)
final class AwayServerTests {

    private static final Duration TTL = Requests.SHORT.ttl();

    @TempDir
    private Path folder;

    private final PostgresServer server;
    private final String url;
    private final JdbcRegistry direct;

    AwayServerTests(PostgresServer server) {
        this.server = server;
        this.url = server.newDatabase();
        this.direct = new StoreAddress(url).open();
    }

    @AfterEach
    void close() {
        direct.close();
    }

    /** A machine with a line of its own to the server. */
    private final class OtherMachine implements AutoCloseable {
        private final TcpRelay relay = new TcpRelay(server.port());
        private final JdbcRegistry registry = relay.before(url).open();
        private final LeaseKeeper keeper = Requests.keeper(registry, folder);
        private final HeldLease lease;

        OtherMachine(String profile) {
            this(profile, Requests.SHORT);
        }

        OtherMachine(String profile, LeaseTiming ttl) {
            LeaseHolder holder = Requests.elsewhere(profile);
            this.lease = keeper.keep(
                    (Acquisition.Acquired) registry.acquire(Requests.of(profile, holder, ttl)), ttl, why -> {});
        }

        @Override
        public void close() {
            keeper.close();
            registry.close();
            relay.close();
        }
    }

    private ProfileState state(String profile) {
        return direct.find(new ProfileId(profile)).orElseThrow().state();
    }

    private static void await(Duration limit, String what, BooleanSupplier condition) {
        assertThat(Waiting.until(limit, condition)).as(what).isTrue();
    }

    private long events(String profile, EventType type) {
        return EventLog.read(direct).of(profile).stream()
                .filter(event -> event.type() == type)
                .count();
    }

    @Test
    void aShortCutIsNotNoticed() {
        // It stops by itself six seconds after its last renewal, and renews every two.
        try (OtherMachine machine = new OtherMachine("short", new LeaseTiming(Duration.ofSeconds(12)))) {
            long start = System.nanoTime();
            machine.relay.set(TcpRelay.Line.DOWN);
            await(Duration.ofSeconds(3), "a while", () -> System.nanoTime() - start > 1_500_000_000L);
            assertThat(machine.lease.isLive()).isTrue();
            machine.relay.set(TcpRelay.Line.WHOLE);

            boolean stopped = Waiting.until(Duration.ofSeconds(8), () -> !machine.lease.isLive());
            assertThat(stopped).isFalse();
            assertThat(events("short", EventType.LEASE_MARKED_STALE)).isZero();
            assertThat(events("short", EventType.HOLDER_NOTED)).isZero();
        }
    }

    @Test
    void aHolderThatIsCutOffStopsBeforeItsDeadlineAndGoesOnWhenItIsBack() {
        try (OtherMachine machine = new OtherMachine("resumed")) {
            machine.relay.set(TcpRelay.Line.DOWN);
            await(TTL, "stops by itself", () -> !machine.lease.isLive());
            assertThat(state("resumed")).as("while nobody may call it missed").isEqualTo(ProfileState.LEASED);
            assertThatThrownBy(machine.lease::requireLive)
                    .isInstanceOf(LeaseLostException.class)
                    .hasMessageContaining("No page is handed out until it is renewed.");
            await(TTL, "its deadline passes", () -> state("resumed") == ProfileState.STALE);
            machine.relay.set(TcpRelay.Line.WHOLE);

            await(TTL, "goes on", machine.lease::isLive);
            assertThat(machine.lease.lost()).isEmpty();
            assertThat(events("resumed", EventType.LEASE_RESUMED)).isEqualTo(1);
            await(TTL, "says that it stopped", () -> events("resumed", EventType.HOLDER_NOTED) == 1);
            assertThat(LogChecker.violations(direct)).isEmpty();
        }
    }

    @Test
    void aHolderBehindACutIsFollowedByAnotherOnlyAfterAnInspectionAndAPerson() {
        try (OtherMachine machine = new OtherMachine("taken")) {
            LeaseHolder other = Requests.here("b");
            Inspector inspector = new Inspector(direct, Requests.processes(), other, false);
            machine.relay.set(TcpRelay.Line.BLACK_HOLE);
            await(TTL.multipliedBy(2), "its deadline passes", () -> state("taken") == ProfileState.STALE);
            assertThat(machine.lease.isLive()).isFalse();
            assertThat(direct.acquire(Requests.of("taken", other, Requests.LONG)))
                    .isInstanceOf(Acquisition.Unavailable.class);
            Finding early = inspect(inspector).orElseThrow();
            assertThat(early.move()).isEmpty();
            assertThat(early.reason()).contains("cannot be seen from here, and may come back");

            await(TTL.multipliedBy(2), "is given up", () -> inspect(inspector)
                    .flatMap(Finding::move)
                    .isPresent());
            assertThat(state("taken")).isEqualTo(ProfileState.REVIEW_REQUIRED);
            machine.relay.set(TcpRelay.Line.DOWN);
            machine.relay.set(TcpRelay.Line.WHOLE);
            await(TTL.multipliedBy(2), "learns that it is lost", () -> machine.lease
                    .lost()
                    .isPresent());
            await(TTL, "says that it stopped", () -> events("taken", EventType.HOLDER_NOTED) == 1);
            direct.act(new ProfileId("taken"), new PersonAct(Move.APPROVE, "Ada", "Nobody uses the account.", false));

            assertThat(Requests.acquired(direct, Requests.of("taken", other, Requests.LONG))
                            .fencingToken())
                    .isEqualTo(2);
            assertThat(LogChecker.violations(direct)).isEmpty();
        }
    }

    private static Optional<Finding> inspect(Inspector inspector) {
        return inspector.inspect(
                new ProfileId("taken"), (lease, browser) -> Finding.clear("No probe may be asked here."));
    }
}
