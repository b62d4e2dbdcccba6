package io.leasehold.registry.jdbc;

import java.nio.file.Path;

/** Bad input to a registry in one SQLite file. */
final class SqliteBadInputTests extends BadInputContract {

    @Override
    StoreAddress address(Path folder) {
        return StoreAddress.sqlite(folder);
    }
}
