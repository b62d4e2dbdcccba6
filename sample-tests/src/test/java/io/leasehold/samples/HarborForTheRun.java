package io.leasehold.samples;

import io.leasehold.harbor.HarborOptions;
import io.leasehold.harbor.HarborSupply;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Starts the application before the first test and tells {@code leasehold.json} where it is. The session's store closes
 * it, after the browsers, and gives it to tests that ask for it.
 */
public final class HarborForTheRun implements LauncherSessionListener, ParameterResolver {
    private static final String KEY = "harbor";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        String password = UUID.randomUUID().toString();
        HarborSupply harbor = HarborSupply.start(HarborOptions.defaults()
                .withPassword(password)
                .withBcryptCost(4)
                .withReportDuration(Duration.ofMillis(500)));
        session.getStore().put(Namespace.create(HarborForTheRun.class), KEY, harbor);
        System.setProperty("harbor.url", harbor.baseUrl());
        System.setProperty("harbor.password", password);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == HarborSupply.class;
    }

    @Override
    public HarborSupply resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Namespace namespace = ExtensionContext.Namespace.create(HarborForTheRun.class);
        return Objects.requireNonNull(
                context.getStore(StoreScope.LAUNCHER_SESSION, namespace).get(KEY, HarborSupply.class),
                "Harbor Supply was not started: HarborForTheRun is not registered as a session listener.");
    }
}
