package io.leasehold.registry.jdbc;

import io.leasehold.ProfileId;
import io.leasehold.registry.ActResult;
import io.leasehold.registry.BrowserMark;
import io.leasehold.registry.Claim;
import io.leasehold.registry.EventType;
import io.leasehold.registry.Finding;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProcessMark;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** What those do with a profile who do not hold it: inspections and people. */
final class Inspections {

    /** What an act that was not attempted yet has seen. */
    static final long NOT_SEEN = -1;

    private final Rows rows;
    private final Tx tx;

    Inspections(Rows rows) {
        this.rows = rows;
        this.tx = rows.tx();
    }

    /**
     * A claim that is asked for.
     *
     * @param id the same when the question is repeated
     */
    record Asked(LeaseHolder inspector, Duration limit, String id) {}

    /**
     * Claims a profile to inspect it.
     *
     * @param isGone whether the process of an inspection has ended
     * @param isUnheard whether the asker itself had made this claim and heard no answer to it, or to its settling
     */
    Optional<Claim> claim(ProfileId profile, Asked asked, Predicate<ProcessMark> isGone, Predicate<String> isUnheard)
            throws SQLException {
        Optional<ProfileRow> found = rows.tryLock(profile);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        RegistryTime now = tx.now();
        ProfileRow row = rows.expireWhenDue(found.get(), now);
        if (row.state() != ProfileState.STALE) {
            return Optional.empty();
        }
        boolean isUnderWay = row.inspection().isUnderWay(now);
        if (isUnderWay && row.inspection().id().equals(asked.id())) {
            // The answer to the first time was lost.
            return Optional.of(new Claim(asked.id(), rows.currentLease(row).lease()));
        }
        boolean wasCutOff = row.inspection().process().filter(isGone).isPresent();
        boolean wasUnheard = isUnheard.test(row.inspection().id());
        if (isUnderWay && !wasCutOff && !wasUnheard) {
            return Optional.empty();
        }
        tx.updateOne(
                """
                UPDATE profile SET inspection_id = ?, inspection_era = ?, inspection_until = ?, inspection_process = ?
                WHERE profile_id = ? AND state = 'stale' AND fencing_token = ?""",
                asked.id(),
                now.era(),
                now.count() + asked.limit().toMillis(),
                asked.inspector().process().code(),
                profile,
                row.fencingToken());
        LeaseRecord lease = rows.currentLease(row).lease();
        if (!wasLeftBlocked(profile)) {
            String why = wasCutOff ? "The process of the inspection before has ended." : "";
            if (wasUnheard) {
                why = "The answer to the inspection before, of the same run, was not heard.";
            }
            LeaseEvent.Actor actor = inspectorOf(lease, name(asked.inspector()));
            rows.event(row, EventType.INSPECTION_BEGUN, Optional.of(lease), actor, why);
        }
        return Optional.of(new Claim(asked.id(), lease));
    }

    boolean noteProbe(Claim claim, BrowserMark browser) throws SQLException {
        ProfileRow row = rows.lock(claim.lease().profile());
        if (!row.isInspectedBy(claim)) {
            return false;
        }
        tx.updateOne(
                "UPDATE profile_lease SET browser_folder = ?, browser_processes = ? WHERE lease_id = ?",
                browser.folder(),
                LeaseRow.processes(browser),
                row.leaseId());
        return true;
    }

    /** Whoever waits for a blocked profile looks again and again; that alone is no news. */
    private boolean wasLeftBlocked(ProfileId profile) throws SQLException {
        return rows.lastEvent(profile)
                .filter(last -> last.type() == EventType.INSPECTION_LEFT_BLOCKED)
                .isPresent();
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
                UPDATE profile SET inspection_id = '', inspection_era = '', inspection_until = 0,
                    inspection_process = '', reason = ?
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

    /**
     * Does what a person says.
     *
     * @param seen keeps, over repetitions, the last event that the first attempt saw
     */
    Optional<ActResult> act(ProfileId profile, PersonAct act, AtomicLong seen) throws SQLException {
        Optional<ProfileRow> found = rows.tryLock(profile);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ProfileStatus before = rows.status(found.get());
        if (!seen.compareAndSet(NOT_SEEN, found.get().eventSequence()) && wasDone(act, profile, seen.get())) {
            return Optional.of(new ActResult(ActResult.Kind.DONE, before, before));
        }
        return Optional.of(act(found.get(), before, act));
    }

    /** The answer to the first time was lost: doing it again could hit whoever has the profile by now. */
    private boolean wasDone(PersonAct act, ProfileId profile, long seen) throws SQLException {
        return rows.eventsAfter(profile, seen).stream()
                .anyMatch(event -> event.type() == act.move().event()
                        && event.actor().name().equals(act.person())
                        && event.reason().equals(act.note()));
    }

    private ActResult act(ProfileRow found, ProfileStatus before, PersonAct act) throws SQLException {
        ProfileRow row = rows.expireWhenDue(found, tx.now());
        LeaseEvent.Actor person = LeaseEvent.Actor.named(act.person());
        boolean inUse = row.state() == ProfileState.LEASED || row.state() == ProfileState.STALE;
        ProfileState from = inUse ? Move.REVOKE.to() : row.state();
        if (act.move().from(from).isEmpty()) {
            return new ActResult(ActResult.Kind.ILLEGAL, before, rows.status(row));
        }
        if (inUse && !act.force()) {
            return new ActResult(ActResult.Kind.NEEDS_FORCE, before, rows.status(row));
        }
        if (inUse) {
            row = rows.move(row, Move.REVOKE, person, "By force: " + act.note());
        }
        if (act.move() == Move.APPROVE) {
            rows.event(row, EventType.PROFILE_REVIEWED, Optional.empty(), person, act.note());
            new Logins(rows).forgive(row.id());
        }
        row = rows.move(row, act.move(), person, act.note());
        return new ActResult(ActResult.Kind.DONE, before, rows.status(row));
    }
}
