package io.leasehold.checkout;

import io.leasehold.profile.Secret;
import java.nio.file.Path;

/** Provider jobs by a registry in a SQLite file. */
final class SqliteProviderJobsTests extends ProviderJobsContract {

    @Override
    RegistryPlace place(Path files) {
        return new RegistryPlace(files.resolve("home/registry.db"), Secret.of(""), "", Secret.of(""));
    }
}
