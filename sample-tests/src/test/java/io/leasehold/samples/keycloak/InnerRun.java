package io.leasehold.samples.keycloak;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a test class in a launcher session of its own, with a registry of its own, and keeps how its tests ended. */
final class InnerRun implements TestExecutionListener {

    private final Map<String, TestExecutionResult> results = new ConcurrentHashMap<>();

    private InnerRun() {}

    static InnerRun of(Class<?> tests) {
        InnerRun run = new InnerRun();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .configurationParameter("leasehold.profiles", "keycloak.json")
                .configurationParameter("leasehold.home", "target/nested-home/" + UUID.randomUUID())
                .build();
        LauncherConfig config = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        try (LauncherSession session = LauncherFactory.openSession(config)) {
            session.getLauncher().execute(request, run);
        }
        return run;
    }

    /** Returns the names of the tests that ended so. */
    List<String> tests(TestExecutionResult.Status status) {
        return results.entrySet().stream()
                .filter(one -> one.getValue().getStatus() == status)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Returns what a test threw. */
    Throwable failure(String test) {
        return Objects.requireNonNull(results.get(test), test).getThrowable().orElseThrow();
    }

    @Override
    public String toString() {
        return results.toString();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            String name = test.getDisplayName();
            results.put(name.substring(0, name.indexOf('(')), result);
        }
    }
}
