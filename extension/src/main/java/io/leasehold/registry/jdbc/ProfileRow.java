package io.leasehold.registry.jdbc;

import io.leasehold.ProfileId;
import io.leasehold.registry.Claim;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.ProcessMark;
import io.leasehold.registry.ProfileEntry;
import io.leasehold.registry.ProfileState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** A row of the table of profiles. */
record ProfileRow(
        ProfileEntry entry,
        ProfileState state,
        long stateSince,
        String reason,
        long fencingToken,
        String leaseId,
        long eventSequence,
        Inspection inspection) {

    static final String COLUMNS = "profile_id, account_id, platform, group_name, proxy_id, state, state_since, reason,"
            + " fencing_token, lease_id, event_sequence, inspection_id, inspection_era, inspection_until,"
            + " inspection_process";

    /**
     * Who inspects, and until when nobody else does.
     *
     * @param process the process of who inspects, if anybody does
     */
    record Inspection(String id, String era, long until, Optional<ProcessMark> process) {

        boolean isUnderWay(RegistryTime now) {
            return !id.isEmpty() && !now.isPast(era, until);
        }
    }

    static ProfileRow read(ResultSet row) throws SQLException {
        return new ProfileRow(
                new ProfileEntry(
                        new ProfileId(row.getString("profile_id")),
                        row.getString("account_id"),
                        row.getString("platform"),
                        row.getString("group_name"),
                        row.getString("proxy_id")),
                ProfileState.of(row.getString("state")),
                row.getLong("state_since"),
                row.getString("reason"),
                row.getLong("fencing_token"),
                row.getString("lease_id"),
                row.getLong("event_sequence"),
                new Inspection(
                        row.getString("inspection_id"),
                        row.getString("inspection_era"),
                        row.getLong("inspection_until"),
                        Optional.of(row.getString("inspection_process"))
                                .filter(code -> !code.isEmpty())
                                .map(ProcessMark::of)));
    }

    ProfileId id() {
        return entry.id();
    }

    boolean isAt(LeaseKey key) {
        return leaseId.equals(key.lease().value()) && fencingToken == key.fencingToken();
    }

    boolean isInspectedBy(Claim claim) {
        return state == ProfileState.STALE && inspection.id().equals(claim.id());
    }
}
