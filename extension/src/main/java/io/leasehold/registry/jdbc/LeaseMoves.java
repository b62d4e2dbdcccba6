package io.leasehold.registry.jdbc;

import io.leasehold.registry.Acquisition;
import io.leasehold.registry.BrowserMark;
import io.leasehold.registry.Ending;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.Move;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.Progress;
import io.leasehold.registry.Renewal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a holder does with a lease, each inside one transaction. */
final class LeaseMoves {

    /** A renewal is written down at least so often; more often only when there is something new to tell. */
    private static final long EVENT_PAUSE_MILLIS = 60_000;

    private final Rows rows;
    private final Tx tx;

    LeaseMoves(Rows rows) {
        this.rows = rows;
        this.tx = rows.tx();
    }

    Acquisition acquire(LeaseRequest request, String ticket, long sentNanos) throws SQLException {
        LeaseEvent.Actor actor = actor(request);
        rows.register(request.profile(), actor);
        ProfileRow row = rows.lock(request.profile().id());
        Optional<LeaseRow> before = rows.lease(request.id().value());
        if (before.isPresent()) {
            return acquireAgain(
                    row, before.get().lease().key(), request.timing().ttl(), sentNanos);
        }
        RegistryTime now = tx.now();
        row = rows.expireWhenDue(row, now);
        int ahead = new Line(tx).ahead(request.profile().id(), ticket, now);
        if (row.state() != ProfileState.AVAILABLE || ahead > 0) {
            return rows.unavailable(row, ahead);
        }
        insert(request, row.fencingToken() + 1, now);
        rows.acquire(row, request.id().value(), actor);
        new Line(tx).leave(ticket);
        return new Acquisition.Acquired(
                new LeaseKey(request.profile().id(), request.id(), row.fencingToken() + 1), sentNanos);
    }

    /** The answer to the first time was lost. Who asks again counts from now on, so the deadline has to as well. */
    private Acquisition acquireAgain(ProfileRow row, LeaseKey key, Duration ttl, long sentNanos) throws SQLException {
        if (!row.isAt(key)) {
            return rows.unavailable(row, 0);
        }
        Held held = held(key);
        if (held.lost().isPresent()) {
            return rows.unavailable(held.row(), 0);
        }
        prolong(key, tx.now(), ttl.toMillis());
        return new Acquisition.Acquired(key, sentNanos);
    }

    /** Lets a lease count from now on. */
    private void prolong(LeaseKey key, RegistryTime now, long ttl) throws SQLException {
        tx.updateOne(
                """
                UPDATE profile_lease SET deadline_era = ?, deadline = ?, heartbeat_at = ?, expires_at = ?
                WHERE lease_id = ?""",
                now.era(),
                now.count() + ttl,
                now.wall(),
                now.wall() + ttl,
                key.lease());
    }

    private static LeaseEvent.Actor actor(LeaseRequest request) {
        return new LeaseEvent.Actor(
                request.holder().id() + "@" + request.holder().host(),
                request.holder().runId(),
                request.task(),
                request.profile().proxy());
    }

    private void insert(LeaseRequest request, long fencingToken, RegistryTime now) throws SQLException {
        long ttl = request.timing().ttl().toMillis();
        tx.updateOne(
                """
                INSERT INTO profile_lease (lease_id, profile_id, account_id, worker_id, run_id, task_type, proxy_id,
                    fencing_token, lease_status, release_policy, host, process, lease_started_at, heartbeat_at,
                    expires_at, ended_at, deadline_era, deadline, heartbeat_sequence, last_event_at, current_step,
                    current_url, last_safe_step, mutation_sequence, mutations_open, browser_folder, browser_processes,
                    ended_because)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'active', ?, ?, ?, ?, ?, ?, 0, ?, ?, 0, ?, '', '', '', 0, '', '', '', '')""",
                request.id(),
                request.profile().id(),
                request.profile().account(),
                request.holder().id(),
                request.holder().runId(),
                request.task(),
                request.profile().proxy(),
                fencingToken,
                request.policy().code(),
                request.holder().host(),
                request.holder().process().code(),
                now.wall(),
                now.wall(),
                now.wall() + ttl,
                now.era(),
                now.count() + ttl,
                now.wall());
    }

    Renewal renew(LeaseKey key, long sequence, Progress progress, Duration ttl) throws SQLException {
        if (isOfThePast(key, sequence)) {
            return new Renewal.Renewed(false);
        }
        Held held = held(key);
        if (held.lost().isPresent()) {
            return held.lost().get();
        }
        RegistryTime now = tx.now();
        LeaseRow lease = held.lease();
        long deadline = now.count() + ttl.toMillis();
        boolean same = now.era().equals(lease.deadlineEra());
        boolean open = !lease.open().isEmpty();
        boolean told = tell(held, progress, now);
        tx.updateOne(
                """
                UPDATE profile_lease SET deadline_era = ?, deadline = ?, heartbeat_at = ?, expires_at = ?,
                    heartbeat_sequence = ?, current_step = ?, current_url = ?, last_safe_step = ?, last_event_at = ?
                WHERE lease_id = ? AND fencing_token = ? AND lease_status = 'active' AND heartbeat_sequence < ?""",
                now.era(),
                same ? Math.max(lease.deadline(), deadline) : deadline,
                now.wall(),
                now.wall() + ttl.toMillis(),
                sequence,
                progress.step(),
                progress.url(),
                open ? lease.lease().work().lastSafeStep() : progress.step(),
                told ? now.wall() : lease.lastEventAt(),
                key.lease(),
                key.fencingToken(),
                sequence);
        return new Renewal.Renewed(held.resumed());
    }

    /** Such a heartbeat is late or comes twice: it says nothing of the holder's life now, and so resumes nothing. */
    private boolean isOfThePast(LeaseKey key, long sequence) throws SQLException {
        ProfileRow row = rows.lock(key.profile());
        return Rows.holds(row, key) && rows.currentLease(row).heartbeatSequence() >= sequence;
    }

    /** Writes an event when there is news, when none was written for long, or when the server's clock was set back. */
    private boolean tell(Held held, Progress progress, RegistryTime now) throws SQLException {
        LeaseRecord lease = held.lease().lease();
        boolean news = !lease.work().progress().equals(progress);
        Optional<String> setBack = held.lease().setBack(now).map(by -> words(by, held.lease()));
        if (setBack.isPresent()) {
            String reason = setBack.get() + words(progress);
            rows.event(held.row(), EventType.LEASE_EXTENDED, Optional.of(lease), Rows.actor(lease), reason);
        } else if (news) {
            rows.event(held.row(), EventType.LEASE_HEARTBEAT, Optional.of(lease), Rows.actor(lease), words(progress));
        } else if (now.wall() - held.lease().lastEventAt() >= EVENT_PAUSE_MILLIS) {
            rows.event(held.row(), EventType.LEASE_EXTENDED, Optional.of(lease), Rows.actor(lease), words(progress));
        } else {
            return false;
        }
        return true;
    }

    /** What was promised is not taken back, so a holder that goes away now is missed late by who cannot see its process. */
    private static String words(Duration setBack, LeaseRow lease) {
        return "The server's clock was set back: it is " + setBack.toSeconds()
                + " s before the last renewal. The deadline stays at " + Instant.ofEpochMilli(lease.deadline()) + ". ";
    }

    private static String words(Progress progress) {
        return progress.url().isEmpty()
                ? "Step '" + progress.step() + "'."
                : "Step '" + progress.step() + "' at " + progress.url() + ".";
    }

    Renewal noteBrowser(LeaseKey key, BrowserMark browser) throws SQLException {
        Held held = held(key);
        if (held.lost().isPresent()) {
            return held.lost().get();
        }
        tx.updateOne(
                "UPDATE profile_lease SET browser_folder = ?, browser_processes = ? WHERE lease_id = ? AND fencing_token = ?",
                browser.folder(),
                LeaseRow.processes(browser),
                key.lease(),
                key.fencingToken());
        return new Renewal.Renewed(held.resumed());
    }

    Renewal beginMutation(LeaseKey key, long sequence, String name, Progress progress) throws SQLException {
        Held held = held(key);
        if (held.lost().isPresent()) {
            return held.lost().get();
        }
        LeaseRecord lease = held.lease().lease();
        if (lease.work().mutations() >= sequence) {
            return new Renewal.Renewed(false);
        }
        tx.updateOne(
                """
                UPDATE profile_lease SET mutation_sequence = ?, mutations_open = ?, current_step = ?, current_url = ?
                WHERE lease_id = ? AND fencing_token = ? AND lease_status = 'active' AND mutation_sequence < ?""",
                sequence,
                held.lease().open().with(sequence, name).code(),
                progress.step(),
                progress.url(),
                key.lease(),
                key.fencingToken(),
                sequence);
        rows.event(held.row(), EventType.MUTATION_BEGUN, Optional.of(lease), Rows.actor(lease), name);
        return new Renewal.Renewed(held.resumed());
    }

    /** The truth about a mutation is written down even when its lease is not the holder's any more. */
    Renewal endMutation(LeaseKey key, long sequence, String result) throws SQLException {
        ProfileRow row = rows.lock(key.profile());
        Optional<LeaseRow> lease = rows.lease(key.lease().value())
                .filter(one -> one.lease().key().equals(key))
                .filter(one -> !one.lease().status().isOver())
                .filter(one -> one.open().has(sequence));
        if (lease.isPresent()) {
            tx.updateOne(
                    "UPDATE profile_lease SET mutations_open = ? WHERE lease_id = ?",
                    lease.get().open().without(sequence).code(),
                    key.lease());
            LeaseRecord ended = lease.get().lease();
            rows.event(row, EventType.MUTATION_ENDED, Optional.of(ended), Rows.actor(ended), result);
        }
        return Rows.holds(row, key) ? new Renewal.Renewed(false) : lost(row);
    }

    LeaseStatus release(LeaseKey key, Ending asked) throws SQLException {
        Optional<LeaseRow> known = rows.lease(key.lease().value());
        if (known.isEmpty() || known.get().lease().status().isOver()) {
            return known.map(lease -> lease.lease().status()).orElse(LeaseStatus.REVOKED);
        }
        Held held = held(key);
        if (held.lost().isPresent()) {
            return held.status();
        }
        LeaseRecord lease = held.lease().lease();
        Ending ending = lease.work()
                .openMutation()
                .map(name -> new Ending(Ending.Kind.UNSAFE, "Mutation '" + name + "' was in flight. " + asked.reason())
                        .worse(asked))
                .orElse(asked);
        rows.event(
                held.row(), EventType.LEASE_RELEASE_REQUESTED, Optional.of(lease), Rows.actor(lease), ending.reason());
        rows.move(rows.lock(key.profile()), ending.kind().move(), Rows.actor(lease), ending.reason());
        return LeaseStatus.after(ending.kind().move());
    }

    void expire(LeaseKey key, String evidence) throws SQLException {
        Optional<ProfileRow> row = rows.tryLock(key.profile());
        if (row.filter(one -> one.isAt(key) && one.state() == ProfileState.LEASED)
                .isPresent()) {
            LeaseRecord lease = rows.currentLease(row.get()).lease();
            rows.move(row.get(), Move.EXPIRE, Rows.actor(lease), evidence);
        }
    }

    /** What a holder's call finds: its lease, resumed when it had been missed, or that it is not the holder's. */
    private record Held(ProfileRow row, LeaseRow lease, boolean resumed, Optional<Renewal.Lost> lost) {
        LeaseStatus status() {
            return lease.lease().status();
        }
    }

    private Held held(LeaseKey key) throws SQLException {
        ProfileRow row = rows.lock(key.profile());
        RegistryTime now = tx.now();
        LeaseRow lease = rows.lease(key.lease().value())
                .orElseThrow(() -> new IllegalStateException("Lease '" + key.lease() + "' has no row."));
        if (!Rows.holds(row, key)) {
            return new Held(row, lease, false, Optional.of(lost(row)));
        }
        row = rows.expireWhenDue(row, now);
        if (row.state() == ProfileState.LEASED) {
            return new Held(row, lease, false, Optional.empty());
        }
        if (row.inspection().isUnderWay(now)) {
            Renewal.Lost inspected = new Renewal.Lost(lost(row).why(), false);
            return new Held(row, rows.currentLease(row), false, Optional.of(inspected));
        }
        ProfileRow resumed = rows.move(
                row,
                Move.RESUME,
                Rows.actor(lease.lease()),
                "The holder came back, and nobody had inspected or taken the profile.");
        prolong(key, now, Math.max(1, lease.ttl().toMillis()));
        return new Held(resumed, rows.currentLease(resumed), true, Optional.empty());
    }

    private Renewal.Lost lost(ProfileRow row) throws SQLException {
        return new Renewal.Lost(rows.lastEvent(row.id())
                .map(last -> "profile '" + row.id() + "' is " + row.state().code() + " since " + last.at() + " by "
                        + last.actor().name() + ": " + last.type().code()
                        + (last.reason().isEmpty() ? "" : ", " + last.reason()))
                .orElse("profile '" + row.id() + "' is " + row.state().code()));
    }
}
