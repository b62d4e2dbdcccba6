package io.leasehold.registry.jdbc;

import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.ProfileState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** All that a registry's tables say, read by plain SQL at one moment. */
record EventLog(List<Row> profiles, List<Lease> leases, List<Event> events, List<Job> jobs) {

    /** A row of the table of profiles. */
    record Row(String id, ProfileState state, long token, String lease, long sequence) {}

    /** A row of the table of leases. */
    record Lease(String id, String profile, long token, LeaseStatus status) {}

    /** A row of the table of events. */
    record Event(
            String profile,
            long sequence,
            EventType type,
            ProfileState from,
            ProfileState to,
            String lease,
            String ends,
            long token,
            String actor,
            String reason) {

        @Override
        public String toString() {
            return profile + " #" + sequence + " " + type + " " + from + "→" + to + " lease=" + lease + " token="
                    + token + " by " + actor + ": " + reason;
        }
    }

    /** A row of the table of mutexes. */
    record Job(String mutex, long token) {}

    static EventLog read(JdbcRegistry registry) {
        try (Connection connection = registry.connection()) {
            // In one transaction, for others may go on writing.
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            EventLog log = new EventLog(
                    list(connection, "SELECT * FROM profile ORDER BY profile_id", EventLog::row),
                    list(connection, "SELECT * FROM profile_lease ORDER BY profile_id, fencing_token", EventLog::lease),
                    list(connection, "SELECT * FROM lease_event ORDER BY profile_id, sequence", EventLog::event),
                    list(
                            connection,
                            "SELECT * FROM provider_job",
                            row -> new Job(row.getString("mutex"), row.getLong("fencing_token"))));
            connection.rollback();
            return log;
        } catch (SQLException e) {
            throw new AssertionError("The tables cannot be read.", e);
        }
    }

    List<Event> of(String profile) {
        return events.stream().filter(event -> event.profile().equals(profile)).toList();
    }

    long count(EventType type) {
        return events.stream().filter(event -> event.type() == type).count();
    }

    private static <T> List<T> list(Connection connection, String sql, Tx.Reader<T> reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("profile_id"),
                ProfileState.of(row.getString("state")),
                row.getLong("fencing_token"),
                row.getString("lease_id"),
                row.getLong("event_sequence"));
    }

    private static Lease lease(ResultSet row) throws SQLException {
        return new Lease(
                row.getString("lease_id"),
                row.getString("profile_id"),
                row.getLong("fencing_token"),
                LeaseStatus.of(row.getString("lease_status")));
    }

    private static Event event(ResultSet row) throws SQLException {
        String ends = row.getString("ends_lease");
        return new Event(
                row.getString("profile_id"),
                row.getLong("sequence"),
                EventType.of(row.getString("event_type")),
                ProfileState.of(row.getString("from_state")),
                ProfileState.of(row.getString("to_state")),
                row.getString("lease_id"),
                ends == null ? "" : ends,
                row.getLong("fencing_token"),
                row.getString("actor"),
                row.getString("reason"));
    }
}
