package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.registry.Acquisition;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.Move;
import io.leasehold.registry.ProfileState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A database refuses by itself what the table of moves does not have, whoever writes.
 *
 * <p>Requirement: P4, P10.
 */
abstract class MoveTableContract {

    private static final Set<ProfileState> WITH_A_LEASE = Set.of(ProfileState.LEASED, ProfileState.STALE);

    private JdbcRegistry registry;
    private LeaseRequest request;

    abstract TestStore store();

    /** Returns statements that would take an event out of the log, besides those that every database has. */
    abstract List<String> otherWaysToLoseAnEvent();

    @BeforeEach
    void open() {
        registry = store().open();
        request = RegistryContract.request("a");
        registry.acquire(request);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(ProfileState.values()).flatMap(from -> Arrays.stream(ProfileState.values())
                .filter(to -> to != from)
                .map(to -> Arguments.of(from, to)));
    }

    static Set<Move> moves(ProfileState from, ProfileState to) {
        return Arrays.stream(Move.values())
                .filter(move -> move.from(from).filter(to::equals).isPresent())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aStateChangesByAMoveOnly(ProfileState from, ProfileState to) throws SQLException {
        bringTo(from);
        String update = change(to, moves(from, to).contains(Move.ACQUIRE) ? 1 : 0);

        if (moves(from, to).isEmpty()) {
            assertThatThrownBy(() -> execute(update)).hasMessageContaining("illegal move of a profile");
        } else {
            execute(update);
        }

        assertThat(state()).isEqualTo(moves(from, to).isEmpty() ? from : to);
    }

    /** A lease belongs to a profile that is leased or stale, and to no other. */
    @ParameterizedTest
    @EnumSource
    void aStateSaysWhetherThereIsALease(ProfileState state) throws SQLException {
        bringTo(state);
        String lease = WITH_A_LEASE.contains(state) ? "" : request.id().value();

        assertThatThrownBy(() -> execute("UPDATE profile SET lease_id = '" + lease + "'"))
                .isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aTokenGrowsByOneWithACheckoutOnly(ProfileState from, ProfileState to) throws SQLException {
        bringTo(from);
        long before = token();
        int right = moves(from, to).contains(Move.ACQUIRE) ? 1 : 0;

        for (int by : new int[] {-1, 0, 1, 2}) {
            if (by != right) {
                assertThatThrownBy(() -> execute(change(to, by))).isInstanceOf(SQLException.class);
            }
        }

        assertThat(token()).isEqualTo(before);
        assertThat(state()).isEqualTo(from);
    }

    @ParameterizedTest
    @EnumSource
    void aTokenStaysWhereTheStateStays(ProfileState state) throws SQLException {
        bringTo(state);

        for (int by : new int[] {-1, 1, 2}) {
            assertThatThrownBy(() -> execute("UPDATE profile SET fencing_token = fencing_token + " + by))
                    .hasMessageContaining("illegal fencing token of a profile");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "free", "LEASED", "available "})
    void aStateIsOneOfSix(String state) {
        assertThatThrownBy(() -> execute("UPDATE profile SET state = '" + state + "', lease_id = ''"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void anEventStaysAsItWasWritten() throws SQLException {
        List<String> attempts = Stream.concat(
                        Stream.of(
                                "DELETE FROM lease_event",
                                "UPDATE lease_event SET reason = 'another'",
                                "UPDATE lease_event SET sequence = sequence + 1"),
                        otherWaysToLoseAnEvent().stream())
                .toList();

        for (String attempt : attempts) {
            assertThatThrownBy(() -> execute(attempt))
                    .describedAs(attempt)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("events are kept");
        }

        assertThat(registry.events(RegistryContract.ADMIN, 10))
                .singleElement()
                .satisfies(event -> assertThat(event.reason()).isEmpty());
    }

    /** Each event in each state: what is told as a move is one, and nothing else changes a state. */
    @Test
    void anEventTellsAMoveOfTheTable() throws SQLException {
        Set<String> wanted = new TreeSet<>();
        Set<String> accepted = new TreeSet<>();
        long sequence = 1_000;
        for (EventType type : EventType.values()) {
            for (ProfileState from : ProfileState.values()) {
                for (ProfileState to : ProfileState.values()) {
                    String told = type + " " + from + " " + to;
                    if (isToBeTold(type, from, to)) {
                        wanted.add(told);
                    }
                    if (isAccepted(event(type, from, to, ++sequence))) {
                        accepted.add(told);
                    }
                }
            }
        }

        assertThat(accepted).isEqualTo(wanted);
        assertThat(wanted).hasSizeGreaterThan(Move.values().length);
    }

    private static boolean isToBeTold(EventType type, ProfileState from, ProfileState to) {
        List<Move> moves = Arrays.stream(Move.values())
                .filter(move -> move.event() == type)
                .toList();
        return moves.isEmpty()
                ? from == to
                : moves.stream()
                        .anyMatch(move -> move.from(from).filter(to::equals).isPresent());
    }

    private boolean isAccepted(String insert) throws SQLException {
        try {
            execute(insert);
            return true;
        } catch (SQLException e) {
            assertThat(e.getMessage()).contains("illegal event of a profile");
            return false;
        }
    }

    private static String event(EventType type, ProfileState from, ProfileState to, long sequence) {
        return """
                INSERT INTO lease_event (profile_id, sequence, event_type, from_state, to_state, lease_id,
                    fencing_token, happened_at, actor, run_id, task_type, proxy_id, reason)
                SELECT profile_id, %d, '%s', '%s', '%s', lease_id, fencing_token, 0, 'a', '', '', '', '' FROM profile"""
                .formatted(sequence, type.code(), from.code(), to.code());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AVAILABLE")
    void aProfileBeginsAvailable(ProfileState state) {
        assertThatThrownBy(() -> execute(profile("other", state, 0)))
                .hasMessageContaining("illegal beginning of a profile");
        assertThatThrownBy(() -> execute(profile("other", ProfileState.AVAILABLE, 1)))
                .hasMessageContaining("illegal beginning of a profile");
        assertThat(registry.profiles()).hasSize(1);
    }

    @Test
    void aProfileIsNeverDeleted() throws SQLException {
        execute(profile("other", ProfileState.AVAILABLE, 0));

        assertThatThrownBy(() -> execute("DELETE FROM profile WHERE profile_id = 'other'"))
                .hasMessageContaining("profiles are kept");
        assertThat(registry.profiles()).hasSize(2);
    }

    private String profile(String id, ProfileState state, int token) {
        String lease = WITH_A_LEASE.contains(state) ? request.id().value() : "";
        return """
                INSERT INTO profile (profile_id, account_id, platform, group_name, proxy_id, state, state_since, reason,
                    fencing_token, lease_id, event_sequence, inspection_id, inspection_era, inspection_until,
                    inspection_process)
                VALUES ('%s', 'a', '', '', '', '%s', 0, '', %d, '%s', 0, '', '', 0, '')"""
                .formatted(id, state.code(), token, lease);
    }

    @Test
    void aLeaseEndsOnce() throws SQLException {
        registry.release(((Acquisition.Acquired) registry.acquire(request)).key(), RegistryContract.FINISHED);

        assertThatThrownBy(
                        () -> execute(
                                """
                                INSERT INTO lease_event (profile_id, sequence, event_type, from_state, to_state, lease_id,
                                    ends_lease, fencing_token, happened_at, actor, run_id, task_type, proxy_id, reason)
                                SELECT profile_id, 99, event_type, from_state, to_state, lease_id, ends_lease,
                                    fencing_token, happened_at, actor, run_id, task_type, proxy_id, reason
                                FROM lease_event WHERE ends_lease IS NOT NULL"""))
                .isInstanceOf(SQLException.class);
    }

    private String change(ProfileState to, int tokens) {
        String lease = WITH_A_LEASE.contains(to) ? request.id().value() : "";
        return "UPDATE profile SET state = '" + to.code() + "', lease_id = '" + lease
                + "', fencing_token = fencing_token + " + tokens;
    }

    /** Goes to a state by moves of the table, the way that is shortest. */
    private void bringTo(ProfileState wanted) throws SQLException {
        List<ProfileState> way =
                switch (wanted) {
                    case LEASED -> List.of();
                    case STALE, AVAILABLE, REVIEW_REQUIRED, QUARANTINED -> List.of(wanted);
                    case DISABLED -> List.of(ProfileState.QUARANTINED, wanted);
                };
        for (ProfileState next : way) {
            execute(change(next, 0));
        }
        assertThat(state()).isEqualTo(wanted);
    }

    private ProfileState state() throws SQLException {
        return ProfileState.of(read("SELECT state FROM profile"));
    }

    private long token() throws SQLException {
        return Long.parseLong(read("SELECT fencing_token FROM profile"));
    }

    private String read(String sql) throws SQLException {
        try (Connection connection = registry.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = registry.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }
}
