package io.leasehold.registry.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Exclusion in one SQLite file. */
final class SqliteExclusionTests extends ExclusionContract {

    @Override
    StoreAddress address(Path folder) {
        return StoreAddress.sqlite(folder);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WHOLE")
    @Tag("soak")
    void aRegistryWithAGuardTakenOutIsFoundOut(Variant variant) {
        assertThatItIsFoundOut(variant);
    }
}
