package io.leasehold.registry.jdbc;

import java.nio.file.Path;

/** Kills of holders of profiles in one SQLite file. */
final class SqliteCrashTests extends CrashContract {

    @Override
    StoreAddress address(Path folder) {
        return StoreAddress.sqlite(folder);
    }
}
