package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.fixture.PostgresServer;
import io.leasehold.fixture.Waiting;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.Progress;
import io.leasehold.registry.ServerAcceptance;
import io.leasehold.registry.ServerAcceptance.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A registry is kept to the server that wrote it: one that was restored, or took over, is not written to before a person
 * has looked.
 *
 * <p>Requirement: P3, P6, P13.
 */
@ExtendWith(PostgresServer.Shared.class)
final class ServerGuardTests {

    private static final ProfileId SHOP = new ProfileId("shop");
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String OTHER = "is not the one that wrote it";

    @TempDir
    private Path folder;

    private static ServerAcceptance accept(String url) {
        return Registries.acceptServer(url, "", "", "Ada", "The accounts are in order.");
    }

    @Test
    void oneThatTookOverIsNotWrittenToUntilAPersonAcceptsIt() {
        try (PostgresServer own = PostgresServer.start(folder)) {
            StoreAddress address = new StoreAddress(own.newDatabase());
            try (JdbcRegistry before = address.open()) {
                LeaseKey key = Requests.acquired(before, Requests.of(SHOP.value(), Requests.here("a"), Requests.LONG));
                Requests.acquired(before, Requests.of("gone", Requests.gone("a"), Requests.LONG));
                before.expire(before.leases(new ProfileId("gone"), 1).get(0).key(), "Its process has ended.");
                LeaseKey done = Requests.acquired(before, Requests.of("free", Requests.here("a"), Requests.LONG));
                before.release(done, Requests.FINISHED);
                own.stop();

                own.startAsSuccessor(folder);

                assertThatThrownBy(address::open)
                        .isInstanceOf(RegistryException.class)
                        .hasMessageContaining(OTHER)
                        .hasMessageContaining("/00000001, and now ")
                        .hasMessageContaining("/00000002)")
                        .hasMessageContaining("leasehold accept-server --note");
                assertThatThrownBy(() -> Registries.existingServer(address.text(), "", ""))
                        .hasMessageContaining(OTHER);
                assertThatThrownBy(() -> before.renew(key, 1, Progress.NONE, Requests.LONG.ttl()))
                        .hasMessageContaining(OTHER);
                assertThatThrownBy(before::profiles).hasMessageContaining(OTHER);

                assertThat(accept(address.text()))
                        .isEqualTo(new ServerAcceptance(Kind.ACCEPTED, List.of(new ProfileId("gone"), SHOP)));

                assertThatThrownBy(() -> before.renew(key, 1, Progress.NONE, Requests.LONG.ttl()))
                        .as("who began before it stays out")
                        .hasMessageContaining(OTHER);
            }
            try (JdbcRegistry after = address.open()) {
                assertThat(after.find(SHOP).orElseThrow().state()).isEqualTo(ProfileState.REVIEW_REQUIRED);
                assertThat(after.find(new ProfileId("free")).orElseThrow().state())
                        .isEqualTo(ProfileState.AVAILABLE);
                assertThat(after.leases(SHOP, 1).get(0).status()).isEqualTo(LeaseStatus.REVOKED);
                LeaseEvent last = after.events(SHOP, 1).get(0);
                assertThat(last.type()).isEqualTo(EventType.LEASE_REVOKED);
                assertThat(last.actor().name()).isEqualTo("Ada");
                assertThat(last.reason()).isEqualTo("Another server is accepted: The accounts are in order.");
                assertThat(LogChecker.violations(after)).isEmpty();
            }
            assertThat(accept(address.text())).isEqualTo(ServerAcceptance.nothing(Kind.KNOWN));
        }
    }

    private static void moveTo(String server, StoreAddress address) throws SQLException {
        try (JdbcRegistry registry = address.open()) {
            UpgradeContract.execute(registry, "UPDATE registry_info SET server = '" + server + "'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"acceptServer.beforeCommit", "acceptServer.afterCommit"})
    void anAcceptanceWhoseAnswerIsLostIsToldAsItWas(String point, PostgresServer server) throws SQLException {
        StoreAddress address = new StoreAddress(server.newDatabase());
        try (JdbcRegistry registry = address.open()) {
            Requests.acquired(registry, Requests.of(SHOP.value(), Requests.here("a"), Requests.LONG));
        }
        moveTo("7/00000001", address);
        AtomicBoolean lost = new AtomicBoolean();
        FailurePoints losing = reached -> {
            if (reached.equals(point) && lost.compareAndSet(false, true)) {
                ServerGuardTests.<RuntimeException>sneak(new SQLException("The line is cut.", "08006"));
            }
        };

        try (JdbcRegistry registry = JdbcRegistry.open(accepting(address), losing)) {
            assertThat(registry.acceptServer("Ada", "In order."))
                    .isEqualTo(new ServerAcceptance(Kind.ACCEPTED, List.of(SHOP)));
            assertThat(lost).isTrue();
            assertThat(registry.events(SHOP, 50).stream().map(LeaseEvent::type))
                    .containsOnlyOnce(EventType.LEASE_REVOKED);
        }
    }

    @Test
    void ofTwoPeopleTheSecondFindsItDone(PostgresServer server) throws SQLException {
        StoreAddress address = new StoreAddress(server.newDatabase());
        try (JdbcRegistry registry = address.open()) {
            Requests.acquired(registry, Requests.of(SHOP.value(), Requests.here("a"), Requests.LONG));
        }
        moveTo("7/00000001", address);
        AtomicReference<CompletableFuture<ServerAcceptance>> second = new AtomicReference<>(new CompletableFuture<>());
        try (JdbcRegistry looking = JdbcRegistry.open(accepting(address), FailurePoints.NONE)) {
            FailurePoints meeting = reached -> {
                if (reached.equals("acceptServer.beforeCommit")) {
                    second.set(CompletableFuture.supplyAsync(() -> accept(address.text())));
                    assertThat(Waiting.until(LIMIT, () -> oneWaits(looking))).isTrue();
                }
            };
            try (JdbcRegistry first = JdbcRegistry.open(accepting(address), meeting)) {
                assertThat(first.acceptServer("Ada", "In order."))
                        .isEqualTo(new ServerAcceptance(Kind.ACCEPTED, List.of(SHOP)));
            }
            assertThat(second.get().join()).isEqualTo(ServerAcceptance.nothing(Kind.KNOWN));
        }
    }

    private static PostgresDialect accepting(StoreAddress address) {
        return new PostgresDialect(address.text(), "", "", new ServerGuard(false));
    }

    private static boolean oneWaits(JdbcRegistry registry) {
        try (Connection connection = registry.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
            row.next();
            return row.getInt(1) > 0;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** As the driver throws it, from a place that declares none. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void sneak(Throwable e) throws E {
        throw (E) e;
    }

    @Test
    void aServerThatNobodyHasNotedIsNoOther(PostgresServer server) throws SQLException {
        StoreAddress address = new StoreAddress(server.newDatabase());
        moveTo("", address);
        assertThat(accept(address.text())).isEqualTo(ServerAcceptance.nothing(Kind.KNOWN));
        assertThat(accept(server.newDatabase())).isEqualTo(ServerAcceptance.nothing(Kind.NO_REGISTRY));
    }

    @Test
    void aStandbyIsNotTakenForTheServer() throws Exception {
        try (PostgresServer own = PostgresServer.start(folder)) {
            StoreAddress address = new StoreAddress(own.newDatabase());
            try (JdbcRegistry before = address.open()) {
                own.stop();
                Files.createFile(folder.resolve("standby.signal"));
                own.startAgain();

                assertThatThrownBy(before::profiles).hasMessageContaining("it is a standby");
                assertThatThrownBy(address::open).hasMessageContaining("it is a standby");
                assertThatThrownBy(() -> accept(address.text())).hasMessageContaining("it is a standby");
            }
        }
    }

    @Test
    void aUserWithoutRightsIsToldWhichServerItIs(PostgresServer server) throws SQLException {
        String url = server.newDatabase();
        String name = url.replaceFirst(".*/([^?]*).*", "$1");
        server.execute("CREATE ROLE plain LOGIN PASSWORD 'plain'");
        server.execute("GRANT CREATE ON DATABASE " + name + " TO plain");
        Registries.server(url.replaceFirst("\\?.*", ""), "plain", "plain").close();

        try (JdbcRegistry registry = new StoreAddress(url).open()) {
            UpgradeContract.execute(registry, "UPDATE registry_info SET server = '7/' || server");
        }

        assertThatThrownBy(() -> Registries.server(url.replaceFirst("\\?.*", ""), "plain", "plain"))
                .hasMessageContaining(OTHER);
    }

    @Test
    void aServerThatDoesNotTellWhoItIsIsWorkedWithAllTheSame() throws SQLException {
        try (PostgresServer own = PostgresServer.start()) {
            String url = own.newDatabase();
            String name = url.replaceFirst(".*/([^?]*).*", "$1");
            String bare = url.replaceFirst("\\?.*", "");
            own.execute("CREATE ROLE plain LOGIN PASSWORD 'plain'");
            own.execute("GRANT CREATE ON DATABASE " + name + " TO plain");
            try (JdbcRegistry registry = new StoreAddress(url).open()) {
                UpgradeContract.execute(registry, "REVOKE EXECUTE ON FUNCTION pg_control_system FROM PUBLIC");
                UpgradeContract.execute(registry, "GRANT ALL ON SCHEMA leasehold TO plain");
                UpgradeContract.execute(registry, "GRANT ALL ON ALL TABLES IN SCHEMA leasehold TO plain");
            }

            Registries.server(bare, "plain", "plain").close();
            assertThat(Registries.acceptServer(bare, "plain", "plain", "Ada", "Looked."))
                    .isEqualTo(ServerAcceptance.nothing(Kind.NOT_TOLD));
        }
    }
}
