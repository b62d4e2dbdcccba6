package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.RegistryException;
import io.leasehold.fixture.PostgresServer;
import io.leasehold.fixture.SmallDisk;
import io.leasehold.fixture.Waiting;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.Progress;
import io.leasehold.registry.Renewal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What can happen to a server and to the sessions that share it.
 *
 * <p>Requirement: P3, P6, P13.
 */
@ExtendWith(PostgresServer.Shared.class)
final class PostgresBadDayTests {

    private static final String SECRET = "pl4nted-p4ssw0rd";

    private final PostgresServer server;
    private final String url;
    private final LeaseHolder holder = Requests.here("a");
    private final ExecutorService others = Executors.newCachedThreadPool();

    PostgresBadDayTests(PostgresServer server) {
        this.server = server;
        this.url = server.newDatabase();
    }

    @AfterEach
    void end() {
        others.shutdownNow();
    }

    private JdbcRegistry open() {
        return new StoreAddress(url).open();
    }

    private Connection session() throws SQLException {
        return DriverManager.getConnection(url);
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private String database() {
        return database(url);
    }

    private static String database(String url) {
        return url.replaceFirst(".*/", "").replaceFirst("\\?.*", "");
    }

    /** A session that holds the row of a profile, as a client does that was stopped in the middle. */
    private Connection stalled(String profile) throws SQLException {
        Connection session = session();
        session.setAutoCommit(false);
        execute(session, "SELECT 1 FROM leasehold.profile WHERE profile_id = '" + profile + "' FOR UPDATE");
        return session;
    }

    @Test
    void aHeartbeatThatWaitedPastItsDeadlineDoesNotRenewAsIfNothingWere() throws Exception {
        try (JdbcRegistry registry = open();
                Connection watch = session()) {
            LeaseKey key = Requests.acquired(registry, Requests.of("shop", holder, Requests.SHORT));
            Future<Renewal> renewal;
            try (Connection stalled = stalled("shop")) {
                // The deadline passes while the heartbeat waits for the row.
                execute(watch, "UPDATE leasehold.profile_lease SET deadline = deadline - 5500");
                renewal = others.submit(() -> registry.renew(key, 1, Progress.NONE, Requests.SHORT.ttl()));
                String past = "SELECT count(*) FROM leasehold.profile_lease"
                        + " WHERE deadline + 200 < extract(epoch FROM clock_timestamp()) * 1000";
                while (number(watch, past) == 0) {
                    assertThat(renewal.isDone()).isFalse();
                }
                stalled.rollback();
            }
            assertThat(renewal.get(20, TimeUnit.SECONDS)).isEqualTo(new Renewal.Renewed(true));
            assertThat(number(
                            watch,
                            "SELECT CAST(deadline - extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)"
                                    + " FROM leasehold.profile_lease"))
                    .isBetween(4_000L, 6_000L);
            EventLog log = EventLog.read(registry);
            assertThat(log.count(EventType.LEASE_MARKED_STALE)).isEqualTo(1);
            assertThat(log.count(EventType.LEASE_RESUMED)).isEqualTo(1);
            assertThat(LogChecker.violations(log)).isEmpty();
        }
    }

    @Test
    void aStalledSessionHindersOnlyItsOwnProfileAndNotForLong() throws SQLException {
        try (JdbcRegistry registry = open()) {
            LeaseKey held = Requests.acquired(registry, Requests.of("held", holder, Requests.LONG));
            LeaseKey other = Requests.acquired(registry, Requests.of("other", holder, Requests.LONG));
            try (Connection stalled = stalled("held")) {
                long start = System.nanoTime();
                assertThat(registry.renew(other, 1, Progress.NONE, Requests.LONG.ttl()))
                        .isEqualTo(new Renewal.Renewed(false));
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));

                assertThatThrownBy(() -> registry.renew(held, 1, Progress.NONE, Requests.LONG.ttl()))
                        .isInstanceOf(RegistryException.class)
                        .hasMessageContaining(
                                "Another session holds the row or the server is slow; nothing was changed.");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
                stalled.rollback();
            }
            assertThat(registry.renew(held, 1, Progress.NONE, Requests.LONG.ttl()))
                    .isEqualTo(new Renewal.Renewed(false));
            assertThat(LogChecker.violations(registry)).isEmpty();
        }
    }

    /** As of a process that was stopped in the middle of a transaction. */
    @Test
    void aSessionOfARunThatStallsInATransactionIsEnded() throws SQLException {
        try (JdbcRegistry registry = open();
                Connection stalled = registry.connection()) {
            LeaseKey key = Requests.acquired(registry, Requests.of("held", holder, Requests.LONG));
            execute(stalled, "SELECT * FROM profile FOR UPDATE");

            assertThat(Waiting.until(Duration.ofSeconds(20), () -> isRenewed(registry, key)))
                    .isTrue();
            assertThatThrownBy(() -> execute(stalled, "SELECT 1")).isInstanceOf(SQLException.class);
        }
    }

    private static boolean isRenewed(JdbcRegistry registry, LeaseKey key) {
        try {
            return registry.renew(key, 1, Progress.NONE, Requests.LONG.ttl()) instanceof Renewal.Renewed;
        } catch (RegistryException e) {
            return false;
        }
    }

    /** A server may be set to say that a commit is done before it is on its disk. */
    @Test
    void aCommitIsOnTheDiskWhateverTheDatabaseIsSetTo() throws SQLException {
        server.execute("ALTER DATABASE " + database() + " SET synchronous_commit = off");
        try (JdbcRegistry registry = open();
                Connection connection = registry.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW synchronous_commit")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("on");
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() {
        String other = url.replace(database(), "nowhere");

        assertThatThrownBy(() -> new StoreAddress(other).open())
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("Create the database, or correct leasehold.registry.url.");
    }

    @Test
    void aWrongPasswordIsSaidAndNotShown() throws Exception {
        try (PostgresServer own = PostgresServer.start()) {
            String guarded = own.newDatabase();
            own.execute("CREATE ROLE locked LOGIN PASSWORD 'another'");
            // Asked for a password only where the server's own table of hosts says so.
            try (Connection session = DriverManager.getConnection(guarded);
                    Statement statement = session.createStatement();
                    ResultSet row = statement.executeQuery("SHOW hba_file")) {
                row.next();
                Path hosts = Path.of(row.getString(1));
                Files.writeString(hosts, "host all locked all scram-sha-256\n" + Files.readString(hosts));
                execute(session, "SELECT pg_reload_conf()");
            }
            String asLocked = guarded.replaceFirst("\\?.*", "");
            assertThat(io.leasehold.fixture.Waiting.until(Duration.ofSeconds(10), () -> asksForPassword(asLocked)))
                    .isTrue();

            assertThatThrownBy(() ->
                            JdbcRegistry.open(new PostgresDialect(asLocked, "locked", SECRET), FailurePoints.NONE))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining(
                            "Check leasehold.registry.user and the environment variable LEASEHOLD_REGISTRY_PASSWORD.")
                    .hasMessageNotContaining(SECRET);
        }
    }

    private static boolean asksForPassword(String url) {
        try (Connection session = DriverManager.getConnection(url, "locked", "wrong")) {
            return session.isClosed();
        } catch (SQLException e) {
            return String.valueOf(e.getSQLState()).startsWith("28");
        }
    }

    @Test
    void aServerThatOnlyReadsIsSaidToBeOne() {
        try (JdbcRegistry registry = open()) {
            server.execute("ALTER DATABASE " + database() + " SET default_transaction_read_only = on");

            assertThatThrownBy(this::open)
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("The server only reads: it is a standby, or set so.");
            assertThat(registry.profiles()).isEmpty();
        }
    }

    @Test
    void aServerWithoutAConnectionLeftIsSaidToHaveNone() {
        server.execute("CREATE ROLE poor LOGIN CONNECTION LIMIT 0");
        String bare = url.replaceFirst("\\?.*", "");

        assertThatThrownBy(() -> JdbcRegistry.open(new PostgresDialect(bare, "poor", ""), FailurePoints.NONE))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("The server has no connection left.");
    }

    @Test
    void aFullDiskIsNamedAndLosesNothing(@TempDir Path folder) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 12)) {
            Path space = Files.createDirectory(disk.path().resolve("space"));
            server.execute("CREATE TABLESPACE small LOCATION '" + space + "'");
            String small = server.newDatabase("small");
            try (JdbcRegistry registry = new StoreAddress(small).open()) {
                LeaseKey key = Requests.acquired(registry, Requests.of("shop", holder, Requests.LONG));
                Path filler = disk.fill();

                assertThatThrownBy(() -> {
                            for (int number = 0; number < 2_000; number++) {
                                Requests.acquired(registry, Requests.of("s-" + number, holder, Requests.LONG));
                            }
                        })
                        .isInstanceOf(RegistryException.class)
                        .hasMessageContaining("The server's disk is full.");
                assertThat(LogChecker.violations(registry)).isEmpty();

                Files.delete(filler);
                assertThat(registry.release(key, Requests.FINISHED)).isEqualTo(LeaseStatus.RELEASED);
                assertThat(LogChecker.violations(registry)).isEmpty();
            } finally {
                server.execute("DROP DATABASE " + database(small));
                server.execute("DROP TABLESPACE small");
            }
        }
    }

    @Test
    void sessionsThatTheServerEndsAreOpenedAnew() {
        try (JdbcRegistry registry = open()) {
            LeaseKey key = Requests.acquired(registry, Requests.of("shop", holder, Requests.LONG));
            for (long sequence = 1; sequence <= 10; sequence++) {
                server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database()
                        + "' AND pid <> pg_backend_pid()");
                assertThat(registry.renew(key, sequence, new Progress("step " + sequence, ""), Requests.LONG.ttl()))
                        .isEqualTo(new Renewal.Renewed(false));
            }
            EventLog log = EventLog.read(registry);
            assertThat(log.count(EventType.LEASE_HEARTBEAT)).isEqualTo(10);
            assertThat(LogChecker.violations(log)).isEmpty();
        }
    }

    /** A test's thread may be interrupted at any time, as by a timeout of JUnit's; what is under way is not left half told. */
    @Test
    void aConnectionThatAnInterruptCutsOffIsOpenedAnew() throws Exception {
        AtomicReference<Thread> caller = new AtomicReference<>(Thread.currentThread());
        try (TcpRelay relay = new TcpRelay(server.port());
                JdbcRegistry registry = relay.before(url).open()) {
            LeaseKey key = Requests.acquired(registry, Requests.of("shop", holder, Requests.LONG));
            relay.set(TcpRelay.Line.DOWN);
            relay.set(TcpRelay.Line.BLACK_HOLE);
            Future<Boolean> renewed = others.submit(() -> {
                caller.set(Thread.currentThread());
                assertThat(registry.renew(key, 1, Progress.NONE, Requests.LONG.ttl()))
                        .isEqualTo(new Renewal.Renewed(false));
                return Thread.interrupted();
            });
            assertThat(Waiting.until(Duration.ofSeconds(20), () -> isConnecting(caller.get())))
                    .isTrue();

            // Whoever connects now goes on waiting, and the next one need not.
            relay.set(TcpRelay.Line.WHOLE);
            caller.get().interrupt();

            assertThat(renewed.get(20, TimeUnit.SECONDS)).as("interrupted").isTrue();
        }
    }

    private static boolean isConnecting(Thread caller) {
        return Stream.of(caller.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("org.postgresql.Driver$"));
    }

    @Test
    void manyProcessesMakeTheTablesAtOnce(@TempDir Path folder) throws Exception {
        List<StoreAddress> databases = Stream.generate(() -> new StoreAddress(server.newDatabase()))
                .limit(5)
                .toList();

        CommitJvm.openAtOnce(folder, databases);

        for (StoreAddress address : databases) {
            try (Connection session = DriverManager.getConnection(address.text())) {
                assertThat(number(session, "SELECT count(*) FROM leasehold.registry_info"))
                        .isEqualTo(1);
            }
        }
    }
}
