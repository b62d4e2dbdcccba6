package io.leasehold.jupiter;

import io.leasehold.suite.Settings;
import io.leasehold.suite.Suite;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** Keeps the suite in the launcher session's store, which closes it: one for all test plans of the session. */
final class SuiteStore {

    private static final Namespace NAMESPACE = Namespace.create(SuiteStore.class);

    private SuiteStore() {}

    static Suite suite(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(Suite.class, key -> start(context), Suite.class);
    }

    private static Suite start(ExtensionContext context) {
        return Suite.start(
                Settings.read(context::getConfigurationParameter, name -> Optional.ofNullable(System.getenv(name))));
    }
}
