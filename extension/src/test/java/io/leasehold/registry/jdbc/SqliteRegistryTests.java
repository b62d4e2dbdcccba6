package io.leasehold.registry.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The registry's contract in a SQLite file. */
final class SqliteRegistryTests extends RegistryContract {

    @TempDir
    private Path folder;

    @Override
    TestStore store() {
        return TestStore.sqlite(folder);
    }
}
