package io.leasehold.registry.jdbc;

import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import io.leasehold.profile.ReleasePolicy;
import io.leasehold.registry.BrowserMark;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.ProcessMark;
import io.leasehold.registry.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A row of the table of leases, with the columns that only the registry itself looks at. */
record LeaseRow(
        LeaseRecord lease,
        OpenMutations open,
        String deadlineEra,
        long deadline,
        long heartbeatSequence,
        long lastEventAt,
        long noteSequence) {

    /** A clock that is kept right goes back by less. */
    private static final long PASSING_MILLIS = 1_000;

    static LeaseRow read(ResultSet row) throws SQLException {
        return new LeaseRow(
                record(row),
                OpenMutations.of(row.getString("mutations_open")),
                row.getString("deadline_era"),
                row.getLong("deadline"),
                row.getLong("heartbeat_sequence"),
                row.getLong("last_event_at"),
                row.getLong("note_sequence"));
    }

    private static LeaseRecord record(ResultSet row) throws SQLException {
        return new LeaseRecord(
                new LeaseKey(
                        new ProfileId(row.getString("profile_id")),
                        new LeaseId(row.getString("lease_id")),
                        row.getLong("fencing_token")),
                row.getString("account_id"),
                row.getString("task_type"),
                row.getString("proxy_id"),
                new LeaseHolder(
                        row.getString("worker_id"),
                        row.getString("host"),
                        ProcessMark.of(row.getString("process")),
                        row.getString("run_id")),
                ReleasePolicy.of(row.getString("release_policy")),
                LeaseStatus.of(row.getString("lease_status")),
                new LeaseRecord.Times(
                        at(row, "lease_started_at"),
                        at(row, "heartbeat_at"),
                        at(row, "expires_at"),
                        row.getLong("ended_at") == 0 ? Optional.empty() : Optional.of(at(row, "ended_at"))),
                new LeaseRecord.Work(
                        new Progress(row.getString("current_step"), row.getString("current_url")),
                        row.getString("last_safe_step"),
                        row.getLong("mutation_sequence"),
                        OpenMutations.of(row.getString("mutations_open")).names()),
                browser(row));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    private static BrowserMark browser(ResultSet row) throws SQLException {
        String processes = row.getString("browser_processes");
        return new BrowserMark(
                row.getString("browser_folder"),
                Arrays.stream(processes.split("\n"))
                        .filter(line -> !line.isEmpty())
                        .map(ProcessMark::of)
                        .toList());
    }

    static String processes(BrowserMark browser) {
        return browser.processes().stream().map(ProcessMark::code).collect(Collectors.joining("\n"));
    }

    /** Returns the renewal deadline that the lease was last given. */
    Duration ttl() {
        return Duration.between(lease.times().heartbeat(), lease.times().expires());
    }

    /** Returns how far the clock that judges the deadline was set back since the last renewal; a machine's count never is. */
    Optional<Duration> setBack(RegistryTime now) {
        boolean back = deadlineEra.equals(now.era()) && deadline - now.count() > ttl().toMillis();
        Duration by = Duration.ofMillis(lease.times().heartbeat().toEpochMilli() - now.wall());
        return back && by.toMillis() > PASSING_MILLIS ? Optional.of(by) : Optional.empty();
    }

    boolean isPast(RegistryTime now) {
        return now.isPast(deadlineEra, deadline);
    }
}
