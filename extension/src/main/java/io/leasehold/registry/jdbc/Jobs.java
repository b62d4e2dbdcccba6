package io.leasehold.registry.jdbc;

import io.leasehold.registry.EventType;
import io.leasehold.registry.JobAnswer;
import io.leasehold.registry.JobRequest;
import io.leasehold.registry.LeaseRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Named mutexes of provider jobs. One whose holder did not ask again in time may be taken by the next. */
final class Jobs {

    private final Rows rows;
    private final Tx tx;

    Jobs(Rows rows) {
        this.rows = rows;
        this.tx = rows.tx();
    }

    private record Row(String jobId, String lastJobId, long token, JobAnswer.Busy busy, String era, long deadline) {

        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("job_id"),
                    row.getString("last_job_id"),
                    row.getLong("fencing_token"),
                    new JobAnswer.Busy(
                            row.getString("profile_id"),
                            row.getString("run_id"),
                            row.getString("host"),
                            Instant.ofEpochMilli(row.getLong("since"))),
                    row.getString("deadline_era"),
                    row.getLong("deadline"));
        }
    }

    JobAnswer enter(JobRequest request) throws SQLException {
        tx.update(
                """
                INSERT INTO provider_job (mutex, job_id, last_job_id, fencing_token, profile_id, lease_id, run_id, host,
                    since, deadline_era, deadline)
                VALUES (?, '', '', 0, '', '', '', '', 0, '', 0) ON CONFLICT (mutex) DO NOTHING""",
                request.mutex());
        Row row = row(request);
        RegistryTime now = tx.now();
        boolean mine = row.jobId().equals(request.id());
        if (!mine && !row.jobId().isEmpty() && !now.isPast(row.era(), row.deadline())) {
            return row.busy();
        }
        if (!mine && !isHolder(request, now)) {
            return new JobAnswer.Lost("profile '" + request.lease().profile() + "' is not the run's any more");
        }
        long token = mine ? row.token() : row.token() + 1;
        tx.updateOne(
                """
                UPDATE provider_job SET job_id = ?, last_job_id = ?, fencing_token = ?, profile_id = ?, lease_id = ?,
                    run_id = ?, host = ?, since = ?, deadline_era = ?, deadline = ?
                WHERE mutex = ? AND fencing_token = ?""",
                request.id(),
                request.id(),
                token,
                request.lease().profile(),
                request.lease().lease(),
                request.holder().runId(),
                request.holder().host(),
                mine ? row.busy().since().toEpochMilli() : now.wall(),
                now.era(),
                now.count() + request.keep().toMillis(),
                request.mutex(),
                row.token());
        if (!mine) {
            tell(request, EventType.JOB_BEGUN);
        }
        return new JobAnswer.Entered(token);
    }

    /** A job is begun by who has the profile only: a holder of the past does nothing new with it. */
    private boolean isHolder(JobRequest request, RegistryTime now) throws SQLException {
        ProfileRow profile = rows.lock(request.lease().profile());
        return Rows.holds(profile, request.lease()) && !profile.inspection().isUnderWay(now);
    }

    JobAnswer renew(JobRequest request) throws SQLException {
        Row row = row(request);
        if (!row.jobId().equals(request.id())) {
            return new JobAnswer.Lost("the mutex '" + request.mutex() + "' was not renewed in time, and "
                    + (row.jobId().isEmpty()
                            ? "others have had it since"
                            : "run " + row.busy().run() + " has it"));
        }
        return enter(request);
    }

    void leave(JobRequest request) throws SQLException {
        int left = tx.update(
                "UPDATE provider_job SET job_id = '', deadline = 0 WHERE mutex = ? AND job_id = ?",
                request.mutex(),
                request.id());
        if (left == 1) {
            tell(request, EventType.JOB_ENDED);
        }
    }

    private Row row(JobRequest request) throws SQLException {
        Optional<Row> row =
                tx.one("SELECT * FROM provider_job WHERE mutex = ?" + tx.lockRow(), Row::read, request.mutex());
        return row.orElseThrow(() -> new IllegalStateException("Mutex '" + request.mutex() + "' has no row."));
    }

    private void tell(JobRequest request, EventType type) throws SQLException {
        ProfileRow profile = rows.lock(request.lease().profile());
        Optional<LeaseRecord> lease =
                rows.lease(request.lease().lease().value()).map(LeaseRow::lease);
        rows.event(
                profile,
                type,
                lease,
                Rows.actor(lease.orElseThrow()),
                "Provider job with the mutex '" + request.mutex() + "'.");
    }
}
