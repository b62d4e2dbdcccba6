package io.leasehold.registry.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Who changes what in a SQLite file. */
final class SqliteFencingTests extends FencingContract {

    @TempDir
    private Path folder;

    @Override
    TestStore store() {
        return TestStore.sqlite(folder);
    }
}
