package io.leasehold.registry.jdbc;

import io.leasehold.ProfileId;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.Move;
import io.leasehold.registry.ProfileEntry;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads and moves profiles inside a transaction; the one place that writes a state, and never without its event. */
final class Rows {

    private static final int LONGEST_REASON = 2_100;

    private final Tx tx;

    Rows(Tx tx) {
        this.tx = tx;
    }

    Tx tx() {
        return tx;
    }

    String registryId() throws SQLException {
        return tx.one("SELECT registry_id FROM registry_info", row -> row.getString(1))
                .orElseThrow(() -> new IllegalStateException("The registry has no id."));
    }

    /** Makes the profile known, if it is not, and notes when its account context changed. */
    void register(ProfileEntry entry, LeaseEvent.Actor actor) throws SQLException {
        int made = tx.update(
                """
                INSERT INTO profile (profile_id, account_id, platform, group_name, proxy_id, state, state_since, reason,
                    fencing_token, lease_id, event_sequence, inspection_id, inspection_era, inspection_until,
                    inspection_process)
                VALUES (?, ?, ?, ?, ?, 'available', ?, '', 0, '', 0, '', '', 0, '') ON CONFLICT (profile_id) DO NOTHING""",
                entry.id(),
                entry.account(),
                entry.platform(),
                entry.group(),
                entry.proxy(),
                tx.now().wall());
        if (made == 1) {
            return;
        }
        ProfileRow row = lock(entry.id());
        if (!row.entry().equals(entry) && row.state() == ProfileState.AVAILABLE) {
            tx.updateOne(
                    "UPDATE profile SET account_id = ?, platform = ?, group_name = ?, proxy_id = ? WHERE profile_id = ?",
                    entry.account(),
                    entry.platform(),
                    entry.group(),
                    entry.proxy(),
                    entry.id());
            event(row, EventType.PROFILE_CHANGED, Optional.empty(), actor, change(row.entry(), entry));
        }
    }

    private static String change(ProfileEntry before, ProfileEntry now) {
        return Stream.of(
                        change("account", before.account(), now.account()),
                        change("platform", before.platform(), now.platform()),
                        change("group", before.group(), now.group()),
                        change("proxy", before.proxy(), now.proxy()))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String change(String what, String before, String now) {
        return before.equals(now) ? "" : "The " + what + " was '" + before + "' and is '" + now + "'.";
    }

    /** Locks a profile that is there. */
    ProfileRow lock(ProfileId id) throws SQLException {
        return tryLock(id).orElseThrow(() -> new IllegalStateException("Profile '" + id + "' has no row."));
    }

    Optional<ProfileRow> tryLock(ProfileId id) throws SQLException {
        return tx.one(
                "SELECT " + ProfileRow.COLUMNS + " FROM profile WHERE profile_id = ?" + tx.lockRow(),
                ProfileRow::read,
                id);
    }

    /** Reads a profile without locking it. */
    Optional<ProfileRow> look(ProfileId id) throws SQLException {
        return tx.one("SELECT " + ProfileRow.COLUMNS + " FROM profile WHERE profile_id = ?", ProfileRow::read, id);
    }

    List<ProfileRow> all() throws SQLException {
        return tx.list("SELECT " + ProfileRow.COLUMNS + " FROM profile ORDER BY profile_id", ProfileRow::read);
    }

    List<LeaseRecord> leases(ProfileId id, int most) throws SQLException {
        return tx.list(
                "SELECT * FROM profile_lease WHERE profile_id = ? ORDER BY fencing_token DESC LIMIT ?",
                row -> LeaseRow.read(row).lease(),
                id,
                most);
    }

    Optional<LeaseRow> lease(String id) throws SQLException {
        return tx.one("SELECT * FROM profile_lease WHERE lease_id = ?", LeaseRow::read, id);
    }

    /** Returns the lease that the profile is at. */
    LeaseRow currentLease(ProfileRow row) throws SQLException {
        return lease(row.leaseId())
                .orElseThrow(() -> new IllegalStateException("Lease '" + row.leaseId() + "' has no row."));
    }

    /** Moves a profile, its lease with it, and writes the event; the caller holds the row's lock. */
    ProfileRow move(ProfileRow row, Move move, LeaseEvent.Actor actor, String reason) throws SQLException {
        return move(row, move, row.leaseId(), row.fencingToken(), actor, reason);
    }

    ProfileRow acquire(ProfileRow row, String leaseId, LeaseEvent.Actor actor) throws SQLException {
        return move(row, Move.ACQUIRE, leaseId, row.fencingToken() + 1, actor, "");
    }

    private ProfileRow move(
            ProfileRow row, Move move, String leaseId, long fencingToken, LeaseEvent.Actor actor, String reason)
            throws SQLException {
        ProfileState to = move.from(row.state())
                .orElseThrow(() -> new IllegalStateException(move + " cannot happen to profile '" + row.id()
                        + "', which is " + row.state().code() + "."));
        RegistryTime now = tx.now();
        String text = cut(reason);
        boolean holds = to == ProfileState.LEASED || to == ProfileState.STALE;
        tx.updateOne(
                """
                UPDATE profile SET state = ?, state_since = ?, reason = ?, fencing_token = ?, lease_id = ?,
                    inspection_id = '', inspection_era = '', inspection_until = 0, inspection_process = ''
                WHERE profile_id = ? AND state = ? AND fencing_token = ?""",
                to.code(),
                now.wall(),
                text,
                fencingToken,
                holds ? leaseId : "",
                row.id(),
                row.state().code(),
                row.fencingToken());
        if (!leaseId.isEmpty() && move != Move.ACQUIRE) {
            moveLease(leaseId, move, text, now);
        }
        insert(row, move.event(), row.state(), to, leaseId, move.endsLease(), fencingToken, actor, text);
        return lock(row.id());
    }

    private void moveLease(String leaseId, Move move, String reason, RegistryTime now) throws SQLException {
        tx.updateOne(
                "UPDATE profile_lease SET lease_status = ?, ended_at = ?, ended_because = ? WHERE lease_id = ?",
                LeaseStatus.after(move).code(),
                move.endsLease() ? now.wall() : 0L,
                move.endsLease() ? reason : "",
                leaseId);
    }

    /** Writes an event that moves nothing. */
    void event(ProfileRow row, EventType type, Optional<LeaseRecord> lease, LeaseEvent.Actor actor, String reason)
            throws SQLException {
        String leaseId = lease.map(one -> one.key().lease().value()).orElse("");
        long fencingToken = lease.map(one -> one.key().fencingToken()).orElse(row.fencingToken());
        insert(row, type, row.state(), row.state(), leaseId, false, fencingToken, actor, cut(reason));
    }

    private void insert(
            ProfileRow row,
            EventType type,
            ProfileState from,
            ProfileState to,
            String leaseId,
            boolean endsLease,
            long fencingToken,
            LeaseEvent.Actor actor,
            String reason)
            throws SQLException {
        tx.updateOne("UPDATE profile SET event_sequence = event_sequence + 1 WHERE profile_id = ?", row.id());
        tx.updateOne(
                """
                INSERT INTO lease_event (profile_id, sequence, event_type, from_state, to_state, lease_id, ends_lease,
                    fencing_token, happened_at, actor, run_id, task_type, proxy_id, reason)
                SELECT profile_id, event_sequence, ?, ?, ?, ?, NULLIF(?, ''), ?, ?, ?, ?, ?, ?, ?
                FROM profile WHERE profile_id = ?""",
                type.code(),
                from.code(),
                to.code(),
                leaseId,
                endsLease ? leaseId : "",
                fencingToken,
                tx.now().wall(),
                actor.name(),
                actor.run(),
                actor.task(),
                actor.proxy(),
                reason,
                row.id());
    }

    static LeaseEvent.Actor actor(LeaseRecord lease) {
        return new LeaseEvent.Actor(
                lease.holder().id() + "@" + lease.holder().host(),
                lease.holder().runId(),
                lease.task(),
                lease.proxy());
    }

    /** Marks a lease stale whose deadline has passed. */
    ProfileRow expireWhenDue(ProfileRow row, RegistryTime now) throws SQLException {
        if (row.state() != ProfileState.LEASED) {
            return row;
        }
        LeaseRow lease = currentLease(row);
        return lease.isPast(now) ? move(row, Move.EXPIRE, actor(lease.lease()), missed(lease)) : row;
    }

    private static String missed(LeaseRow lease) {
        return "The holder did not renew by " + lease.lease().times().expires() + ".";
    }

    /** Tells what the profile is at, a missed deadline counted in. */
    ProfileStatus status(ProfileRow row) throws SQLException {
        RegistryTime now = tx.now();
        Optional<LeaseRow> lease = latestLease(row.id());
        boolean missed = row.state() == ProfileState.LEASED
                && lease.filter(one -> one.isPast(now)).isPresent();
        return new ProfileStatus(
                row.entry(),
                missed ? ProfileState.STALE : row.state(),
                row.fencingToken(),
                missed ? lease.orElseThrow().lease().times().expires() : Instant.ofEpochMilli(row.stateSince()),
                missed ? missed(lease.orElseThrow()) : row.reason(),
                lease.map(LeaseRow::lease),
                Instant.ofEpochMilli(now.wall()));
    }

    private Optional<LeaseRow> latestLease(ProfileId id) throws SQLException {
        return tx.one(
                """
                SELECT l.* FROM profile_lease l JOIN profile p ON p.profile_id = l.profile_id
                WHERE p.profile_id = ? AND l.fencing_token = p.fencing_token""",
                LeaseRow::read,
                id);
    }

    Acquisition.Unavailable unavailable(ProfileRow row, int ahead) throws SQLException {
        return new Acquisition.Unavailable(status(row), ahead);
    }

    List<LeaseEvent> events(ProfileId id, int most) throws SQLException {
        return tx.list(
                "SELECT * FROM lease_event WHERE profile_id = ? ORDER BY sequence DESC LIMIT ?", Rows::event, id, most);
    }

    /** Returns what happened last; what was only said late is no answer to that. */
    Optional<LeaseEvent> lastEvent(ProfileId id) throws SQLException {
        return tx.one(
                "SELECT * FROM lease_event WHERE profile_id = ? AND event_type <> ? ORDER BY sequence DESC LIMIT 1",
                Rows::event,
                id,
                EventType.HOLDER_NOTED.code());
    }

    List<LeaseEvent> eventsAfter(ProfileId id, long sequence) throws SQLException {
        return tx.list("SELECT * FROM lease_event WHERE profile_id = ? AND sequence > ?", Rows::event, id, sequence);
    }

    private static LeaseEvent event(ResultSet row) throws SQLException {
        return new LeaseEvent(
                new ProfileId(row.getString("profile_id")),
                row.getLong("sequence"),
                EventType.of(row.getString("event_type")),
                ProfileState.of(row.getString("from_state")),
                ProfileState.of(row.getString("to_state")),
                row.getString("lease_id"),
                row.getLong("fencing_token"),
                Instant.ofEpochMilli(row.getLong("happened_at")),
                new LeaseEvent.Actor(
                        row.getString("actor"),
                        row.getString("run_id"),
                        row.getString("task_type"),
                        row.getString("proxy_id")),
                row.getString("reason"));
    }

    /** Tells whether the key is the one that the profile is at. */
    static boolean holds(ProfileRow row, LeaseKey key) {
        return row.isAt(key) && (row.state() == ProfileState.LEASED || row.state() == ProfileState.STALE);
    }

    private static String cut(String reason) {
        String printable = reason.replaceAll("\\p{Cntrl}", " ");
        return printable.length() <= LONGEST_REASON ? printable : printable.substring(0, LONGEST_REASON) + "…";
    }
}
