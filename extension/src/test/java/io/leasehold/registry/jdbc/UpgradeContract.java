package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.registry.Finding;
import io.leasehold.registry.HolderNote;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.Move;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import io.leasehold.registry.Progress;
import io.leasehold.registry.Renewal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A registry that an earlier version made is brought up to date by whoever opens it first, and keeps what is in it.
 *
 * <p>Requirement: P2, P13.
 */
abstract class UpgradeContract {

    private static final ProfileId SHOP = new ProfileId("shop");
    private static final int OPENERS = 8;

    /** More than it takes until a driver prepares a statement at the server, for each connection that is kept. */
    private static final int MANY = 20;

    private TestStore store;
    private EventLog before;

    abstract TestStore store();

    /** Returns what takes the triggers away that version 4 brought. */
    abstract List<String> withoutTheGuardOfEvents();

    /** A registry as version 1 made it, with a profile that nobody has settled. */
    @BeforeEach
    void makeAnOldOne() throws SQLException {
        store = store();
        try (JdbcRegistry registry = store.open()) {
            LeaseKey key = Requests.acquired(registry, Requests.of(SHOP.value(), Requests.gone("a"), Requests.LONG));
            registry.expire(key, "Its process has ended.");
            before = EventLog.read(registry);
            takeVersionFourAway(registry);
            execute(registry, "ALTER TABLE profile DROP COLUMN inspection_process");
            execute(registry, "ALTER TABLE profile_lease DROP COLUMN note_sequence");
            execute(registry, "UPDATE registry_info SET schema_version = 1");
        }
    }

    static void execute(JdbcRegistry registry, String sql) throws SQLException {
        try (Connection connection = registry.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute(sql);
        }
    }

    private static int version(JdbcRegistry registry) throws SQLException {
        try (Connection connection = registry.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT schema_version FROM registry_info")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void itKeepsWhatIsInItAndWorksAsANewOneDoes() throws SQLException {
        try (JdbcRegistry registry = store.open()) {
            assertThat(version(registry)).isEqualTo(Schema.VERSION);
            assertThat(EventLog.read(registry)).isEqualTo(before);
            assertThat(registry.find(SHOP).map(ProfileStatus::state)).contains(ProfileState.STALE);
            var claim = registry.claim(SHOP, Requests.here("i"), Duration.ofMinutes(1), Requests.NOBODY_GONE)
                    .orElseThrow();
            registry.settle(claim, Finding.clear("All is gone."));
            Requests.acquired(registry, Requests.of("new", Requests.here("a"), Requests.LONG));
            assertThat(LogChecker.violations(registry)).isEmpty();
        }
        try (JdbcRegistry again = store.open()) {
            assertThat(version(again)).isEqualTo(Schema.VERSION);
        }
    }

    @Test
    void manyMayOpenItAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(OPENERS);
        try {
            List<Callable<JdbcRegistry>> openers = new ArrayList<>();
            for (int opener = 0; opener < OPENERS; opener++) {
                openers.add(store::open);
            }
            for (Future<JdbcRegistry> opened : threads.invokeAll(openers)) {
                try (JdbcRegistry registry = opened.get()) {
                    assertThat(EventLog.read(registry)).isEqualTo(before);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Its statements were prepared for the tables as they were. */
    @Test
    void whoIsAtWorkWhileANewerVersionChangesTheTablesGoesOn() throws SQLException {
        try (JdbcRegistry atWork = store.open()) {
            LeaseKey key = Requests.acquired(atWork, Requests.of("held", Requests.here("a"), Requests.LONG));
            for (int turn = 1; turn <= MANY; turn++) {
                assertThat(atWork.renew(key, turn, Progress.NONE, Requests.LONG.ttl()))
                        .isEqualTo(new Renewal.Renewed(false));
            }
            for (String table : List.of("profile", "profile_lease", "lease_event", "registry_info")) {
                execute(atWork, "ALTER TABLE " + table + " ADD COLUMN of_a_newer_version INTEGER NOT NULL DEFAULT 0");
            }
            execute(atWork, "UPDATE registry_info SET schema_version = " + (Schema.VERSION + 1));

            assertThat(atWork.renew(key, MANY + 1, Progress.NONE, Requests.LONG.ttl()))
                    .isEqualTo(new Renewal.Renewed(false));
            assertThat(atWork.beginMutation(key, 1, "rename", Progress.NONE)).isEqualTo(new Renewal.Renewed(false));
            assertThat(atWork.endMutation(key, 1, "done")).isEqualTo(new Renewal.Renewed(false));
            assertThat(atWork.release(key, Requests.FINISHED)).isEqualTo(LeaseStatus.RELEASED);
            assertThat(LogChecker.violations(atWork)).isEmpty();
            assertThatThrownBy(store::open)
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("has version " + (Schema.VERSION + 1) + " of the tables")
                    .hasMessageContaining("works with version " + Schema.VERSION);
        }
    }

    @Test
    void oneOfVersionTwoIsBroughtUpToDateToo() throws SQLException {
        try (JdbcRegistry registry = store.open()) {
            takeVersionFourAway(registry);
            execute(registry, "ALTER TABLE profile_lease DROP COLUMN note_sequence");
            execute(registry, "UPDATE registry_info SET schema_version = 2");
        }
        try (JdbcRegistry registry = store.open()) {
            assertThat(version(registry)).isEqualTo(Schema.VERSION);
            assertThat(EventLog.read(registry)).isEqualTo(before);
            LeaseKey key = registry.leases(SHOP, 1).get(0).key();
            assertThat(registry.addNotes(key, List.of(new HolderNote(1, Instant.EPOCH, "Late."))))
                    .isTrue();
        }
    }

    @Test
    void oneOfVersionThreeRefusesFromThenOnWhatANewOneRefuses() throws SQLException {
        try (JdbcRegistry registry = store.open()) {
            takeVersionFourAway(registry);
            execute(registry, "UPDATE registry_info SET schema_version = 3");
        }
        try (JdbcRegistry registry = store.open()) {
            assertThat(version(registry)).isEqualTo(Schema.VERSION);
            assertThat(EventLog.read(registry)).isEqualTo(before);
            assertThat(moves(registry)).containsExactlyElementsOf(movesOfANewOne());
            assertThatThrownBy(() -> execute(registry, "DELETE FROM profile"))
                    .hasMessageContaining("profiles are kept");
            assertThatThrownBy(
                            () -> execute(
                                    registry,
                                    """
                            INSERT INTO lease_event (profile_id, sequence, event_type, from_state, to_state, lease_id,
                                fencing_token, happened_at, actor, run_id, task_type, proxy_id, reason)
                            SELECT profile_id, 99, 'lease_resumed', 'available', 'leased', '', 1, 0, '', '', '', '', ''
                            FROM profile"""))
                    .hasMessageContaining("illegal event of a profile");
        }
    }

    private static List<String> movesOfANewOne() {
        return Arrays.stream(Move.values())
                .flatMap(move -> move.from().stream()
                        .map(from -> move.name() + " " + from.code() + " "
                                + move.to().code() + " " + move.event().code()))
                .sorted()
                .toList();
    }

    private static List<String> moves(JdbcRegistry registry) throws SQLException {
        List<String> moves = new ArrayList<>();
        try (Connection connection = registry.connection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT move, from_state, to_state, event_type FROM profile_move")) {
            while (row.next()) {
                moves.add(row.getString(1) + " " + row.getString(2) + " " + row.getString(3) + " " + row.getString(4));
            }
        }
        moves.sort(Comparator.naturalOrder());
        return moves;
    }

    @Test
    void oneOfVersionFourIsKeptToTheServerThatItIsOn() throws SQLException {
        String server;
        try (JdbcRegistry registry = store.open()) {
            server = server(registry);
            takeVersionFiveAway(registry);
            execute(registry, "UPDATE registry_info SET schema_version = 4");
        }
        try (JdbcRegistry registry = store.open()) {
            assertThat(version(registry)).isEqualTo(Schema.VERSION);
            assertThat(EventLog.read(registry)).isEqualTo(before);
            assertThat(server(registry)).isEqualTo(server);
        }
    }

    private static String server(JdbcRegistry registry) throws SQLException {
        try (Connection connection = registry.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT server FROM registry_info")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void takeVersionFiveAway(JdbcRegistry registry) throws SQLException {
        execute(registry, "ALTER TABLE registry_info DROP COLUMN server");
    }

    /** And what came after it. */
    private void takeVersionFourAway(JdbcRegistry registry) throws SQLException {
        takeVersionFiveAway(registry);
        for (String sql : withoutTheGuardOfEvents()) {
            execute(registry, sql);
        }
        execute(registry, "ALTER TABLE profile_move DROP COLUMN event_type");
    }

    /** Tables that do not become what they should be stay as they were. */
    @Test
    void anUpgradeThatFailsChangesNothing() throws SQLException {
        try (JdbcRegistry registry = store.open()) {
            execute(registry, "UPDATE registry_info SET schema_version = 1");
            assertThatThrownBy(store::open)
                    .isInstanceOf(RegistryException.class)
                    .hasStackTraceContaining("inspection_process");
            assertThat(version(registry)).isEqualTo(1);
            assertThat(EventLog.read(registry)).isEqualTo(before);
        }
    }
}
