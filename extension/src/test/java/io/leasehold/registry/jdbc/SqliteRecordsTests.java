package io.leasehold.registry.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What is written down in a SQLite file. */
final class SqliteRecordsTests extends RecordsContract {

    @TempDir
    private Path folder;

    @Override
    TestStore store() {
        return TestStore.sqlite(folder);
    }
}
