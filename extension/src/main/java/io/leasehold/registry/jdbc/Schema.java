package io.leasehold.registry.jdbc;

import io.leasehold.RegistryException;
import io.leasehold.registry.LoginResult;
import io.leasehold.registry.Move;
import io.leasehold.registry.ProfileState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the tables, once, and brings older ones up to date; safe while other JVMs start. */
final class Schema {

    /** Grows with each change of the tables. */
    static final int VERSION = 5;

    private final Dialect dialect;

    Schema(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Sees to it that the tables are those that this version works with.
     *
     * @throws RegistryException when a newer version has made them
     */
    void prepare(Connection connection) throws SQLException {
        dialect.alone(connection, () -> {
            OptionalInt found = version(connection);
            if (found.isEmpty()) {
                create(connection);
            } else if (found.getAsInt() < VERSION) {
                upgrade(connection, found.getAsInt());
            } else if (found.getAsInt() > VERSION) {
                throw new RegistryException(
                        "The registry at " + dialect.place() + " has version " + found.getAsInt()
                                + " of the tables, and this Leasehold works with version " + VERSION
                                + ". Use the newest Leasehold in all projects that share it.",
                        null,
                        null);
            }
        });
    }

    /** Tells whether any version has made its tables. */
    boolean isThere(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(dialect.countTables("registry_info"))) {
            return row.next() && row.getInt(1) > 0;
        }
    }

    private OptionalInt version(Connection connection) throws SQLException {
        if (!isThere(connection)) {
            return OptionalInt.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT schema_version FROM registry_info")) {
            return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
        }
    }

    private void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : tables()) {
                statement.execute(sql);
            }
            for (String sql : dialect.moveGuard()) {
                statement.execute(sql);
            }
            for (String sql : dialect.eventGuard()) {
                statement.execute(sql);
            }
        }
        Tx tx = new Tx(connection, dialect);
        for (Move move : Move.values()) {
            for (ProfileState from : move.from()) {
                tx.update(
                        "INSERT INTO profile_move (move, from_state, to_state, event_type) VALUES (?, ?, ?, ?)",
                        move.name(),
                        from.code(),
                        move.to().code(),
                        move.event().code());
            }
        }
        tx.update(
                "INSERT INTO registry_info (only_row, registry_id, schema_version, created_at) VALUES (1, ?, ?, ?)",
                UUID.randomUUID().toString(),
                VERSION,
                tx.now().wall());
    }

    /** In the one transaction that nobody else makes or changes tables in: all of it happens, or nothing. */
    private void upgrade(Connection connection, int found) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int version = found; version < VERSION; version++) {
                for (String sql : upgradeFrom(version)) {
                    statement.execute(sql);
                }
            }
        }
        new Tx(connection, dialect).update("UPDATE registry_info SET schema_version = ?", VERSION);
    }

    /** What makes the tables of the next version. */
    private List<String> upgradeFrom(int version) {
        return switch (version) {
            case 1 -> List.of("ALTER TABLE profile ADD COLUMN inspection_process TEXT NOT NULL DEFAULT ''");
            case 2 -> List.of("ALTER TABLE profile_lease ADD COLUMN note_sequence BIGINT NOT NULL DEFAULT 0");
            case 3 ->
                Stream.of(
                                Stream.of("ALTER TABLE profile_move ADD COLUMN event_type TEXT NOT NULL DEFAULT ''"),
                                Arrays.stream(Move.values())
                                        .map(move -> "UPDATE profile_move SET event_type = '"
                                                + move.event().code() + "' WHERE move = '" + move.name() + "'"),
                                dialect.eventGuard().stream())
                        .flatMap(Function.identity())
                        .toList();
            case 4 -> List.of("ALTER TABLE registry_info ADD COLUMN server TEXT NOT NULL DEFAULT ''");
            default -> throw new IllegalArgumentException("There is no version " + version + " of the tables.");
        };
    }

    private static String results() {
        return Arrays.stream(LoginResult.Kind.values())
                .map(kind -> "'" + kind.code() + "'")
                .collect(Collectors.joining(", "));
    }

    private List<String> tables() {
        String states = Arrays.stream(ProfileState.values())
                .map(state -> "'" + state.code() + "'")
                .collect(Collectors.joining(", "));
        return List.of(
                """
                CREATE TABLE registry_info (
                    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
                    registry_id TEXT NOT NULL,
                    schema_version INTEGER NOT NULL,
                    created_at BIGINT NOT NULL,
                    server TEXT NOT NULL DEFAULT '')""",
                """
                CREATE TABLE profile_move (
                    move TEXT NOT NULL,
                    from_state TEXT NOT NULL,
                    to_state TEXT NOT NULL,
                    event_type TEXT NOT NULL DEFAULT '',
                    PRIMARY KEY (move, from_state))""",
                """
                CREATE TABLE profile (
                    profile_id TEXT PRIMARY KEY,
                    account_id TEXT NOT NULL,
                    platform TEXT NOT NULL,
                    group_name TEXT NOT NULL,
                    proxy_id TEXT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN (%s)),
                    state_since BIGINT NOT NULL,
                    reason TEXT NOT NULL,
                    fencing_token BIGINT NOT NULL CHECK (fencing_token >= 0),
                    lease_id TEXT NOT NULL,
                    event_sequence BIGINT NOT NULL,
                    inspection_id TEXT NOT NULL,
                    inspection_era TEXT NOT NULL,
                    inspection_until BIGINT NOT NULL,
                    inspection_process TEXT NOT NULL,
                    CHECK ((state IN ('leased', 'stale')) = (lease_id <> '')))"""
                        .formatted(states),
                """
                CREATE TABLE profile_lease (
                    lease_id TEXT PRIMARY KEY,
                    profile_id TEXT NOT NULL REFERENCES profile (profile_id),
                    account_id TEXT NOT NULL,
                    worker_id TEXT NOT NULL,
                    run_id TEXT NOT NULL,
                    task_type TEXT NOT NULL,
                    proxy_id TEXT NOT NULL,
                    fencing_token BIGINT NOT NULL,
                    lease_status TEXT NOT NULL,
                    release_policy TEXT NOT NULL,
                    host TEXT NOT NULL,
                    process TEXT NOT NULL,
                    lease_started_at BIGINT NOT NULL,
                    heartbeat_at BIGINT NOT NULL,
                    expires_at BIGINT NOT NULL,
                    ended_at BIGINT NOT NULL,
                    deadline_era TEXT NOT NULL,
                    deadline BIGINT NOT NULL,
                    heartbeat_sequence BIGINT NOT NULL,
                    last_event_at BIGINT NOT NULL,
                    current_step TEXT NOT NULL,
                    current_url TEXT NOT NULL,
                    last_safe_step TEXT NOT NULL,
                    mutation_sequence BIGINT NOT NULL,
                    mutations_open TEXT NOT NULL,
                    browser_folder TEXT NOT NULL,
                    browser_processes TEXT NOT NULL,
                    ended_because TEXT NOT NULL,
                    note_sequence BIGINT NOT NULL DEFAULT 0,
                    UNIQUE (profile_id, fencing_token))""",
                """
                CREATE TABLE lease_event (
                    event_id %s,
                    profile_id TEXT NOT NULL REFERENCES profile (profile_id),
                    sequence BIGINT NOT NULL,
                    event_type TEXT NOT NULL,
                    from_state TEXT NOT NULL,
                    to_state TEXT NOT NULL,
                    lease_id TEXT NOT NULL,
                    ends_lease TEXT UNIQUE,
                    fencing_token BIGINT NOT NULL,
                    happened_at BIGINT NOT NULL,
                    actor TEXT NOT NULL,
                    run_id TEXT NOT NULL,
                    task_type TEXT NOT NULL,
                    proxy_id TEXT NOT NULL,
                    reason TEXT NOT NULL,
                    UNIQUE (profile_id, sequence))"""
                        .formatted(dialect.numberedKey()),
                """
                CREATE TABLE profile_wait (
                    place %s,
                    ticket TEXT NOT NULL UNIQUE,
                    profile_id TEXT NOT NULL,
                    holder TEXT NOT NULL,
                    kept_era TEXT NOT NULL,
                    kept_until BIGINT NOT NULL)"""
                        .formatted(dialect.numberedKey()),
                """
                CREATE TABLE provider_job (
                    mutex TEXT PRIMARY KEY,
                    job_id TEXT NOT NULL,
                    last_job_id TEXT NOT NULL,
                    fencing_token BIGINT NOT NULL,
                    profile_id TEXT NOT NULL,
                    lease_id TEXT NOT NULL,
                    run_id TEXT NOT NULL,
                    host TEXT NOT NULL,
                    since BIGINT NOT NULL,
                    deadline_era TEXT NOT NULL,
                    deadline BIGINT NOT NULL)""",
                """
                CREATE TABLE login_account (
                    account TEXT PRIMARY KEY,
                    account_id TEXT NOT NULL,
                    origin TEXT NOT NULL,
                    refusals INTEGER NOT NULL CHECK (refusals >= 0),
                    pause_era TEXT NOT NULL,
                    pause_until BIGINT NOT NULL)""",
                """
                CREATE TABLE account_login (
                    number %s,
                    login_id TEXT NOT NULL UNIQUE,
                    account TEXT NOT NULL REFERENCES login_account (account),
                    profile_id TEXT NOT NULL REFERENCES profile (profile_id),
                    run_id TEXT NOT NULL,
                    host TEXT NOT NULL,
                    begun_at BIGINT NOT NULL,
                    begun_era TEXT NOT NULL,
                    begun BIGINT NOT NULL,
                    budget_logins INTEGER NOT NULL,
                    budget_millis BIGINT NOT NULL,
                    budget_refusals INTEGER NOT NULL,
                    result TEXT NOT NULL CHECK (result IN (%s)))"""
                        .formatted(dialect.numberedKey(), results()),
                "CREATE INDEX logins_of_account ON account_login (account, number)");
    }
}
