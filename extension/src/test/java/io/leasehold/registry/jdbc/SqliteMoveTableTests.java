package io.leasehold.registry.jdbc;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table of moves in a SQLite file.
 *
 * <p>Requirement: P4, P10.
 */
final class SqliteMoveTableTests extends MoveTableContract {

    @TempDir
    private Path folder;

    @Override
    TestStore store() {
        return TestStore.sqlite(folder);
    }

    @Override
    List<String> otherWaysToLoseAnEvent() {
        return List.of(
                "REPLACE INTO lease_event SELECT * FROM lease_event",
                """
                INSERT OR REPLACE INTO lease_event (profile_id, sequence, event_type, from_state, to_state, lease_id,
                    fencing_token, happened_at, actor, run_id, task_type, proxy_id, reason)
                SELECT profile_id, sequence, event_type, from_state, to_state, lease_id, fencing_token, happened_at, 'x',
                    run_id, task_type, proxy_id, reason FROM lease_event""");
    }
}
