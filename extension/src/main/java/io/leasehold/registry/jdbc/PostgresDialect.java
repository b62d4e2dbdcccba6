package io.leasehold.registry.jdbc;

import io.leasehold.RegistryException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * A server that machines share. It alone tells the time: the row is locked in one statement and judged by
 * {@code clock_timestamp()} in a later one, for a statement that waited for a lock still has the time of its beginning.
 */
final class PostgresDialect implements Dialect {

    /** Any number that nothing else in the database locks with. */
    private static final long SCHEMA_LOCK = 0x6c65617365686c64L;

    /**
     * With another connection it may be better; 0A000 is a statement that was prepared before somebody changed the tables.
     */
    private static final Set<String> PASSING = Set.of("40001", "40P01", "55P03", "57014", "53300", "25P03", "0A000");

    /** What the driver calls, among others, an interrupt of whoever waits for a connection. */
    private static final String UNEXPECTED = "99999";

    private final String url;
    private final Properties account;
    private final ServerGuard guard;

    /**
     * Names a server.
     *
     * @param url a JDBC URL; its parameters may hold a password
     */
    PostgresDialect(String url, String user, String password) {
        this(url, user, password, new ServerGuard(true));
    }

    PostgresDialect(String url, String user, String password, ServerGuard guard) {
        this.url = url;
        this.guard = guard;
        this.account = new Properties();
        if (!user.isEmpty()) {
            account.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            account.setProperty("password", password);
        }
        account.setProperty("ApplicationName", "leasehold");
        account.setProperty("connectTimeout", "4");
        account.setProperty("loginTimeout", "8");
        account.setProperty("socketTimeout", "6");
        account.setProperty("tcpKeepAlive", "true");
    }

    @Override
    public String place() {
        int query = url.indexOf('?');
        String bare = query < 0 ? url : url.substring(0, query);
        return bare.replaceFirst("//[^/@]*@", "//");
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = open();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '2s'");
            statement.execute("SET statement_timeout = '3s'");
            statement.execute("SET idle_in_transaction_session_timeout = '5s'");
            statement.execute("SET synchronous_commit = 'on'");
            if (!url.contains("currentSchema=")) {
                statement.execute("SET search_path = leasehold");
            }
            connection.setAutoCommit(false);
            guard.look(connection, this);
            return connection;
        } catch (SQLException | RegistryException e) {
            connection.close();
            throw e;
        }
    }

    private Connection open() throws SQLException {
        try {
            Class.forName("org.postgresql.Driver");
        } catch (ClassNotFoundException e) {
            throw new RegistryException(
                    "The registry of profiles at " + place() + " needs the driver of PostgreSQL, which is not on the"
                            + " class path. Add org.postgresql:postgresql as a test dependency.",
                    null,
                    null);
        }
        try {
            return DriverManager.getConnection(url, account);
        } catch (SQLException e) {
            if (UNEXPECTED.equals(e.getSQLState()) && Thread.currentThread().isInterrupted()) {
                throw new SQLException("It was interrupted while it connected.", "08001");
            }
            throw withoutUrl(e);
        }
    }

    /** An address that no driver understands is quoted whole, with the password in it. */
    private SQLException withoutUrl(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains(url)
                ? new SQLException(message.replace(url, place()), e.getSQLState(), e.getErrorCode())
                : e;
    }

    @Override
    public void begin(Connection connection) {
        // The first statement begins it.
    }

    @Override
    public void beginReading(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
        }
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        connection.commit();
    }

    @Override
    public void alone(Connection connection, SchemaWork work) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '30s'");
            statement.execute("SET LOCAL statement_timeout = '30s'");
            statement.execute("SELECT pg_advisory_xact_lock(" + SCHEMA_LOCK + ")");
            if (!url.contains("currentSchema=")) {
                statement.execute("CREATE SCHEMA IF NOT EXISTS leasehold");
            }
            work.run();
            guard.keep(connection, this);
            connection.commit();
        }
    }

    @Override
    public RegistryTime now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS BIGINT)")) {
            row.next();
            long millis = row.getLong(1);
            return new RegistryTime("server", millis, millis);
        }
    }

    @Override
    public String lockRow() {
        return " FOR UPDATE";
    }

    /** Another schema of the same database may hold a table of that name, or another registry. */
    @Override
    public String countTables(String name) {
        return "SELECT COUNT(*) FROM pg_class WHERE oid = to_regclass('" + name + "')";
    }

    @Override
    public String numberedKey() {
        return "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY";
    }

    @Override
    public List<String> moveGuard() {
        return List.of(
                """
                CREATE FUNCTION refuse_illegal_move() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                  IF OLD.state <> NEW.state AND NOT EXISTS (
                      SELECT 1 FROM profile_move WHERE from_state = OLD.state AND to_state = NEW.state) THEN
                    RAISE EXCEPTION 'illegal move of a profile';
                  END IF;
                  IF NEW.fencing_token <> OLD.fencing_token
                      + CAST(OLD.state = 'available' AND NEW.state = 'leased' AS INTEGER) THEN
                    RAISE EXCEPTION 'illegal fencing token of a profile';
                  END IF;
                  RETURN NEW;
                END $$""",
                """
                CREATE TRIGGER profile_moves BEFORE UPDATE ON profile
                FOR EACH ROW EXECUTE FUNCTION refuse_illegal_move()""",
                """
                CREATE FUNCTION keep_events() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'events are kept'; END $$""",
                """
                CREATE TRIGGER event_kept BEFORE DELETE OR UPDATE ON lease_event
                FOR EACH ROW EXECUTE FUNCTION keep_events()""",
                """
                CREATE TRIGGER all_events_kept BEFORE TRUNCATE ON lease_event
                FOR EACH STATEMENT EXECUTE FUNCTION keep_events()""");
    }

    @Override
    public List<String> eventGuard() {
        return List.of(
                """
                CREATE FUNCTION refuse_illegal_event() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                  IF (NEW.from_state <> NEW.to_state
                          OR EXISTS (SELECT 1 FROM profile_move WHERE event_type = NEW.event_type))
                      AND NOT EXISTS (SELECT 1 FROM profile_move WHERE event_type = NEW.event_type
                          AND from_state = NEW.from_state AND to_state = NEW.to_state) THEN
                    RAISE EXCEPTION 'illegal event of a profile';
                  END IF;
                  RETURN NEW;
                END $$""",
                """
                CREATE TRIGGER event_moves BEFORE INSERT ON lease_event
                FOR EACH ROW EXECUTE FUNCTION refuse_illegal_event()""",
                """
                CREATE FUNCTION refuse_illegal_beginning() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'illegal beginning of a profile'; END $$""",
                """
                CREATE TRIGGER profile_begins BEFORE INSERT ON profile
                FOR EACH ROW WHEN (NEW.state <> 'available' OR NEW.fencing_token <> 0)
                EXECUTE FUNCTION refuse_illegal_beginning()""",
                """
                CREATE FUNCTION keep_profiles() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'profiles are kept'; END $$""",
                """
                CREATE TRIGGER profile_kept BEFORE DELETE ON profile
                FOR EACH ROW EXECUTE FUNCTION keep_profiles()""");
    }

    @Override
    public String advice(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return switch (state) {
            case "28P01", "28000" ->
                " Check leasehold.registry.user and the environment variable LEASEHOLD_REGISTRY_PASSWORD.";
            case "3D000" -> " Create the database, or correct leasehold.registry.url.";
            case "42501" ->
                " Give the user the right to create the schema 'leasehold', or create it for the user. Tables that an"
                        + " older Leasehold made are brought up to date by the user who owns them: run 'leasehold doctor'"
                        + " as that one, once.";
            case "55P03", "57014" -> " Another session holds the row or the server is slow; nothing was changed.";
            case "53300" -> " The server has no connection left.";
            case "53100" -> " The server's disk is full.";
            case "25006" ->
                " The server only reads: it is a standby, or set so. Where the URL names several servers, let it"
                        + " say targetServerType=primary.";
            default ->
                state.startsWith("08") || state.startsWith("57P")
                        ? " The server cannot be reached, or the connection was cut. Start it, or correct"
                                + " leasehold.registry.url."
                        : "";
        };
    }

    @Override
    public Trouble trouble(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("08") || state.startsWith("57P")) {
            return Trouble.CONNECTION;
        }
        return PASSING.contains(state) ? Trouble.PASSING : Trouble.LASTING;
    }
}
