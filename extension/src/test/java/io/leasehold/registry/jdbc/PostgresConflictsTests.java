package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.RegistryException;
import io.leasehold.fixture.PostgresServer;
import io.leasehold.fixture.Waiting;
import io.leasehold.profile.LoginBudget;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.LoginAccount;
import io.leasehold.registry.LoginAnswer;
import io.leasehold.registry.LoginRequest;
import io.leasehold.registry.Progress;
import io.leasehold.registry.Renewal;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The server ends one of two transactions that stand in each other's way: it is run again, with the same ids.
 *
 * <p>Requirement: P3, P13.
 */
@ExtendWith(PostgresServer.Shared.class)
final class PostgresConflictsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** After so long the server's statistics say what happened. */
    private static final Duration STATISTICS = Duration.ofSeconds(3);

    private static final int MOST_TRIES = 6;
    private static final int HOLDERS = 4;
    private static final int EACH = 15;
    private static final LoginBudget ONE = LoginBudget.of(1, Duration.ofHours(1), 2);
    private static final LoginAccount ADA = new LoginAccount("ada", "https://shop.example:443");

    private final String url;
    private final ExecutorService others = Executors.newCachedThreadPool();
    private Connection watch;

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

    @Test
    void aRowThatSomebodyHoldsIsWaitedForByNoOther() throws Exception {
        try (JdbcRegistry registry = new StoreAddress(url).open();
                Connection other = DriverManager.getConnection(url)) {
            LeaseKey held = Requests.acquired(registry, Requests.of("held", Requests.here("a"), Requests.LONG));
            LeaseKey free = Requests.acquired(registry, Requests.of("free", Requests.here("a"), Requests.LONG));
            other.setAutoCommit(false);
            execute(other, "SELECT 1 FROM leasehold.profile WHERE profile_id = 'held' FOR UPDATE");
            AtomicBoolean isHeld = new AtomicBoolean(true);
            Future<Renewal> waiting = others.submit(() -> renewedAtLast(registry, held, isHeld));
            try {
                assertThat(Waiting.until(PATIENCE, () -> waitingForARow() == 1)).isTrue();
                assertThat(renewed(registry, free)).isInstanceOf(Renewal.Renewed.class);
                assertThat(waiting).isNotDone();
            } finally {
                other.commit();
                isHeld.set(false);
            }
            assertThat(waiting.get(20, TimeUnit.SECONDS)).isInstanceOf(Renewal.Renewed.class);
        }
    }

    /** Each try waits some seconds only. */
    private static Renewal renewedAtLast(JdbcRegistry registry, LeaseKey key, AtomicBoolean isHeld) {
        while (true) {
            boolean heldBefore = isHeld.get();
            try {
                return renewed(registry, key);
            } catch (RegistryException e) {
                if (!heldBefore) {
                    throw e;
                }
            }
        }
    }

    private static Renewal renewed(JdbcRegistry registry, LeaseKey key) {
        return registry.renew(key, 1, Progress.NONE, Requests.LONG.ttl());
    }

    /** A login locks the profile and then the account; somebody at the database does it the other way round. */
    @Test
    void aTransactionThatADeadlockEndedIsRunAgain() throws Exception {
        // Less than the two seconds that a transaction waits for a row, and time enough to close the circle.
        set("deadlock_timeout = '1500ms'");
        try (JdbcRegistry registry = new StoreAddress(url).open();
                Connection other = DriverManager.getConnection(url)) {
            LeaseKey key = Requests.acquired(registry, Requests.of("shop", Requests.here("a"), Requests.LONG));
            registry.beginLogin(LoginRequest.byHand(key, ADA, ONE));
            other.setAutoCommit(false);
            execute(other, "SET deadlock_timeout = '1min'");
            other.commit();
            int logins = 1;
            do {
                // The server looks for the circle once: on a machine that was busy meanwhile there was none yet.
                assertThat(logins).isLessThan(MOST_TRIES);
                execute(other, "SELECT 1 FROM leasehold.login_account FOR UPDATE");
                LoginRequest next = LoginRequest.byHand(key, ADA, ONE);
                Future<LoginAnswer> login = others.submit(() -> registry.beginLogin(next));
                assertThat(Waiting.until(PATIENCE, () -> waitingForARow() == 1)).isTrue();
                execute(other, "SELECT 1 FROM leasehold.profile FOR UPDATE");
                other.commit();
                assertThat(login.get(20, TimeUnit.SECONDS)).isInstanceOf(LoginAnswer.Allowed.class);
                logins++;
            } while (!Waiting.until(STATISTICS, () -> statistic("deadlocks") > 0));

            assertThat(registry.logins(key.profile()).orElseThrow().logins()).isEqualTo(logins);
            EventLog log = EventLog.read(registry);
            assertThat(log.count(EventType.LOGIN_BEGUN)).isEqualTo(logins);
            assertThat(LogChecker.violations(log)).isEmpty();
        }
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
            for (Future<Integer> done : others.invokeAll(holders, 60, TimeUnit.SECONDS)) {
                assertThat(done.get()).isEqualTo(EACH);
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
        while (taken < EACH && !Thread.interrupted()) {
            LeaseRequest request = Requests.of("shop", self, Requests.LONG);
            if (registry.acquire(request) instanceof Acquisition.Acquired acquired) {
                assertThat(registry.release(acquired.key(), Requests.FINISHED)).isEqualTo(LeaseStatus.RELEASED);
                taken++;
            }
        }
        return taken;
    }
}
