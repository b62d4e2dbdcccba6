package io.leasehold.samples;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes in a launcher session of their own, as often as wanted, and remembers how their tests ended. */
final class NestedRun implements TestExecutionListener {
    private final AtomicInteger succeeded = new AtomicInteger();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    private NestedRun() {}

    static NestedRun of(String profiles, int executions, Class<?>... classes) {
        NestedRun run = new NestedRun();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(classes).map(type -> selectClass(type)).toList())
                .configurationParameter("leasehold.profiles", profiles)
                // The outer run holds its profiles: a run inside it that wanted one of them would wait for ever.
                .configurationParameter("leasehold.home", "target/nested-home/" + UUID.randomUUID())
                .build();
        // The application of the outer run is running already.
        LauncherConfig config = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        try (LauncherSession session = LauncherFactory.openSession(config)) {
            for (int execution = 0; execution < executions; execution++) {
                session.getLauncher().execute(request, run);
            }
        }
        return run;
    }

    int succeeded() {
        return succeeded.get();
    }

    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        result.getThrowable().ifPresent(failures::add);
        if (test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
            succeeded.incrementAndGet();
        }
    }
}
