package io.leasehold.checkout;

import io.leasehold.profile.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Routing by a registry in a SQLite file. */
final class SqliteRoutingTests extends RoutingContract {

    @TempDir
    private Path folder;

    @Override
    RegistryPlace place() {
        return new RegistryPlace(folder.resolve("home/registry.db"), Secret.of(""), "", Secret.of(""));
    }
}
