package io.leasehold.registry.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Inspections in a SQLite file. */
final class SqliteInspectionTests extends InspectionContract {

    @TempDir
    private Path folder;

    @Override
    TestStore store() {
        return TestStore.sqlite(folder);
    }
}
