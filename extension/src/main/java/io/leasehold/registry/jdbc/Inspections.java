package io.leasehold.registry.jdbc;

import io.leasehold.ProfileId;
import io.leasehold.registry.ActResult;
import io.leasehold.registry.Claim;
import io.leasehold.registry.EventType;
import io.leasehold.registry.Finding;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What those do with a profile who do not hold it: inspections and people. */
final class Inspections {

    private final Rows rows;
    private final Tx tx;

    Inspections(Rows rows) {
        this.rows = rows;
        this.tx = rows.tx();
    }

    Optional<Claim> claim(ProfileId profile, LeaseHolder inspector, Duration limit) throws SQLException {
        Optional<ProfileRow> found = rows.tryLock(profile);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        RegistryTime now = tx.now();
        ProfileRow row = rows.expireWhenDue(found.get(), now);
        if (row.state() != ProfileState.STALE || row.inspection().isUnderWay(now)) {
            return Optional.empty();
        }
        String id = UUID.randomUUID().toString();
        tx.updateOne(
                """
                UPDATE profile SET inspection_id = ?, inspection_era = ?, inspection_until = ?
                WHERE profile_id = ? AND state = 'stale' AND fencing_token = ?""",
                id,
                now.era(),
                now.count() + limit.toMillis(),
                profile,
                row.fencingToken());
        LeaseRecord lease = rows.currentLease(row).lease();
        rows.event(row, EventType.INSPECTION_BEGUN, Optional.of(lease), inspectorOf(lease, name(inspector)), "");
        return Optional.of(new Claim(id, lease));
    }

    private static String name(LeaseHolder inspector) {
        return "inspection by " + inspector.id() + "@" + inspector.host();
    }

    private static LeaseEvent.Actor inspectorOf(LeaseRecord lease, String name) {
        return new LeaseEvent.Actor(name, lease.holder().runId(), lease.task(), lease.proxy());
    }

    boolean settle(Claim claim, Finding finding) throws SQLException {
        ProfileRow row = rows.lock(claim.lease().profile());
        if (!row.isInspectedBy(claim)) {
            return false;
        }
        LeaseEvent.Actor actor = inspectorOf(claim.lease(), "inspection");
        if (finding.move().isPresent()) {
            rows.move(row, finding.move().get(), actor, finding.reason());
            return true;
        }
        tx.updateOne(
                """
                UPDATE profile SET inspection_id = '', inspection_era = '', inspection_until = 0, reason = ?
                WHERE profile_id = ? AND inspection_id = ?""",
                finding.reason(),
                row.id(),
                claim.id());
        // The same answer again and again would fill the log.
        if (!row.reason().equals(finding.reason())) {
            rows.event(row, EventType.INSPECTION_LEFT_BLOCKED, Optional.of(claim.lease()), actor, finding.reason());
        }
        return true;
    }

    Optional<ActResult> act(ProfileId profile, PersonAct act) throws SQLException {
        Optional<ProfileRow> found = rows.tryLock(profile);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ProfileStatus before = rows.status(found.get());
        ProfileRow row = rows.expireWhenDue(found.get(), tx.now());
        LeaseEvent.Actor person = LeaseEvent.Actor.named(act.person());
        boolean inUse = row.state() == ProfileState.LEASED || row.state() == ProfileState.STALE;
        ProfileState from = inUse ? Move.REVOKE.to() : row.state();
        if (act.move().from(from).isEmpty()) {
            return Optional.of(new ActResult(ActResult.Kind.ILLEGAL, before, rows.status(row)));
        }
        if (inUse && !act.force()) {
            return Optional.of(new ActResult(ActResult.Kind.NEEDS_FORCE, before, rows.status(row)));
        }
        if (inUse) {
            row = rows.move(row, Move.REVOKE, person, "By force: " + act.note());
        }
        if (act.move() == Move.APPROVE) {
            rows.event(row, EventType.PROFILE_REVIEWED, Optional.empty(), person, act.note());
        }
        row = rows.move(row, act.move(), person, act.note());
        return Optional.of(new ActResult(ActResult.Kind.DONE, before, rows.status(row)));
    }
}
