package io.leasehold.registry.jdbc;

import java.nio.file.Path;

/** Exclusion in one SQLite file. */
final class SqliteExclusionTests extends ExclusionContract {

    @Override
    StoreAddress address(Path folder) {
        return StoreAddress.sqlite(folder);
    }
}
