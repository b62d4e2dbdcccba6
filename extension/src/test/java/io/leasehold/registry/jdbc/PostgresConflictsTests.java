package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.ProfileId;
import io.leasehold.fixture.PostgresServer;
import io.leasehold.fixture.Waiting;
import io.leasehold.profile.LoginBudget;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.EventType;
import io.leasehold.registry.HeldLease;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKeeper;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.LoginAccount;
import io.leasehold.registry.LoginAnswer;
import io.leasehold.registry.LoginRequest;
import io.leasehold.registry.ProfileStatus;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transactions that stand in each other's way: the server ends one of them, which is run again with the same ids, and one
 * that waits holds up nobody else.
 *
 * <p>Requirement: P3, P5, P13.
 */
@ExtendWith(PostgresServer.Shared.class)
final class PostgresConflictsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int HOLDERS = 4;
    private static final int EACH = 15;
    private static final LoginBudget ONE = LoginBudget.of(1, Duration.ofHours(1), 2);
    private static final LoginAccount ADA = new LoginAccount("ada", "https://shop.example:443");

    private final String url;
    private final ExecutorService others = Executors.newCachedThreadPool();
    private Connection watch;

    @TempDir
    private Path folder;

    PostgresConflictsTests(PostgresServer server) {
        this.url = server.newDatabase();
    }

    @BeforeEach
    void connect() throws SQLException {
        watch = DriverManager.getConnection(url);
    }

    @AfterEach
    void end() throws SQLException {
        others.shutdownNow();
        watch.close();
    }

    private void set(String parameter) throws SQLException {
        execute(watch, "ALTER DATABASE \"" + watch.getCatalog() + "\" SET " + parameter);
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) {
        try (Statement statement = watch.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private long waitingForARow() {
        return number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND application_name = 'leasehold' AND wait_event_type = 'Lock'");
    }

    private long statistic(String name) {
        return number("SELECT " + name + " FROM pg_stat_database WHERE datname = current_database()");
    }

    /** A login locks the profile and then the account; somebody at the database does it the other way round. */
    @Test
    void aTransactionThatADeadlockEndedIsRunAgain() throws Exception {
        // Less than the two seconds that a transaction waits for a row, and time enough to close the circle.
        set("deadlock_timeout = '1500ms'");
        try (JdbcRegistry registry = new StoreAddress(url).open();
                Connection other = DriverManager.getConnection(url)) {
            LeaseKey key = Requests.acquired(registry, Requests.of("shop", Requests.here("a"), Requests.LONG));
            LoginRequest first = LoginRequest.byHand(key, ADA, ONE);
            registry.beginLogin(first);
            other.setAutoCommit(false);
            execute(other, "SET deadlock_timeout = '1min'");
            execute(other, "SELECT 1 FROM leasehold.login_account FOR UPDATE");
            LoginRequest second = LoginRequest.byHand(key, ADA, ONE);
            Future<LoginAnswer> login = others.submit(() -> registry.beginLogin(second));
            assertThat(Waiting.until(PATIENCE, () -> waitingForARow() == 1)).isTrue();

            execute(other, "SELECT 1 FROM leasehold.profile FOR UPDATE");
            other.commit();

            assertThat(login.get(20, TimeUnit.SECONDS)).isInstanceOf(LoginAnswer.Allowed.class);
            assertThat(Waiting.until(PATIENCE, () -> statistic("deadlocks") == 1))
                    .isTrue();
            assertThat(registry.logins(key.profile()).orElseThrow().logins()).isEqualTo(2);
            EventLog log = EventLog.read(registry);
            assertThat(log.count(EventType.LOGIN_BEGUN)).isEqualTo(2);
            assertThat(LogChecker.violations(log)).isEmpty();
        }
    }

    /** Two leases of one run, each stopping by itself after three seconds; a transaction is tried for four. */
    @Test
    void aRenewalThatWaitsForARowHoldsUpNoOther() throws SQLException {
        try (JdbcRegistry registry = new StoreAddress(url).open();
                LeaseKeeper keeper = Requests.keeper(registry, folder)) {
            HeldLease stuck = kept(registry, keeper, "shop");
            HeldLease other = kept(registry, keeper, "other");
            watch.setAutoCommit(false);
            execute(watch, "SELECT 1 FROM leasehold.profile WHERE profile_id = 'shop' FOR UPDATE");

            assertThat(Waiting.until(PATIENCE, () -> {
                        assertThat(other.isLive()).isTrue();
                        return !stuck.isLive();
                    }))
                    .isTrue();
            long renewed = heartbeats(registry, "other");
            assertThat(Waiting.until(PATIENCE, () -> {
                        assertThat(other.isLive()).isTrue();
                        return heartbeats(registry, "other") > renewed;
                    }))
                    .isTrue();

            watch.rollback();
            assertThat(Waiting.until(PATIENCE, stuck::isLive)).isTrue();
        }
    }

    private static HeldLease kept(JdbcRegistry registry, LeaseKeeper keeper, String profile) {
        long sent = System.nanoTime();
        LeaseKey key = Requests.acquired(registry, Requests.of(profile, Requests.here("a"), Requests.SHORT));
        return keeper.keep(new Acquisition.Acquired(key, sent), Requests.SHORT, why -> {});
    }

    private static long heartbeats(JdbcRegistry registry, String profile) {
        return registry.find(new ProfileId(profile))
                .flatMap(ProfileStatus::lease)
                .orElseThrow()
                .times()
                .heartbeat()
                .toEpochMilli();
    }

    /** Whoever waited for a row that another changed is refused there, instead of being shown the row as it is now. */
    @Test
    void aDatabaseThatSerializesAllTransactionsHasOneHolderAtATime() throws Exception {
        set("default_transaction_isolation = 'serializable'");
        try (JdbcRegistry registry = new StoreAddress(url).open()) {
            Requests.acquired(registry, Requests.of("other", Requests.here("z"), Requests.LONG));
            long before = statistic("xact_rollback");
            List<Callable<Integer>> holders = new ArrayList<>();
            for (int holder = 1; holder <= HOLDERS; holder++) {
                LeaseHolder self = Requests.here("h" + holder);
                holders.add(() -> takeAndGiveBack(registry, self));
            }
            for (Future<Integer> done : others.invokeAll(holders)) {
                assertThat(done.get(60, TimeUnit.SECONDS)).isEqualTo(EACH);
            }

            assertThat(Waiting.until(PATIENCE, () -> statistic("xact_rollback") > before))
                    .as("some were refused and run again")
                    .isTrue();
            EventLog log = EventLog.read(registry);
            assertThat(log.count(EventType.LEASE_RELEASED_CLEANLY)).isEqualTo(HOLDERS * EACH);
            assertThat(log.count(EventType.LEASE_ACQUIRED)).isEqualTo(HOLDERS * EACH + 1);
            assertThat(LogChecker.violations(log)).isEmpty();
        }
    }

    private static int takeAndGiveBack(JdbcRegistry registry, LeaseHolder self) {
        int taken = 0;
        while (taken < EACH) {
            LeaseRequest request = Requests.of("shop", self, Requests.LONG);
            if (registry.acquire(request) instanceof Acquisition.Acquired acquired) {
                assertThat(registry.release(acquired.key(), Requests.FINISHED)).isEqualTo(LeaseStatus.RELEASED);
                taken++;
            }
        }
        return taken;
    }
}
