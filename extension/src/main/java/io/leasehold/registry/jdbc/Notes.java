package io.leasehold.registry.jdbc;

import io.leasehold.registry.EventType;
import io.leasehold.registry.HolderNote;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRecord;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What holders say late of their leases, whatever became of those; inside one transaction. */
final class Notes {

    private final Rows rows;

    Notes(Rows rows) {
        this.rows = rows;
    }

    /** Adds those that are not there yet. */
    boolean add(LeaseKey key, List<HolderNote> notes) throws SQLException {
        if (rows.tryLock(key.profile()).isEmpty()) {
            return false;
        }
        Optional<LeaseRow> lease =
                rows.lease(key.lease().value()).filter(one -> one.lease().key().equals(key));
        if (lease.isEmpty()) {
            return false;
        }
        long last = lease.get().noteSequence();
        for (HolderNote note : notes) {
            if (note.sequence() > last) {
                last = note.sequence();
                add(lease.get().lease(), note);
            }
        }
        return true;
    }

    private void add(LeaseRecord lease, HolderNote note) throws SQLException {
        rows.tx()
                .updateOne(
                        "UPDATE profile_lease SET note_sequence = ? WHERE lease_id = ? AND note_sequence < ?",
                        note.sequence(),
                        lease.key().lease(),
                        note.sequence());
        rows.event(
                rows.lock(lease.profile()),
                EventType.HOLDER_NOTED,
                Optional.of(lease),
                Rows.actor(lease),
                "At " + note.at() + ", while the registry did not answer: " + note.text());
    }
}
