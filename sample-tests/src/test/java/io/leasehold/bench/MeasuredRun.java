package io.leasehold.bench;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The main class of a measured JVM: runs one test class by the real launcher and writes down what it took. Every
 * measurement has a JVM of its own, as every build has: nothing is warm that would not be, and no side finds what the
 * other left.
 */
final class MeasuredRun {
    private final RunListener listener = new RunListener();
    private final Map<String, Double> measured = new TreeMap<>();

    private MeasuredRun() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        MeasuredRun run = new MeasuredRun();
        Watch watch = Watch.valueOf(arguments[1]);
        watch.prepare(run.listener, run.measured);
        run.execute(Class.forName(arguments[0]));
        watch.end(run.measured);
        new ObjectMapper().writeValue(Path.of(arguments[2]).toFile(), run.result());
        // Whatever a side leaves running must not keep the JVM.
        System.exit(0);
    }

    private void execute(Class<?> tests) {
        long begin = System.nanoTime();
        LauncherConfig config = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        try (LauncherSession session = LauncherFactory.openSession(config)) {
            session.getLauncher().execute(request(tests), listener);
        }
        measured.put(ChildResult.SUITE, RunListener.millis(System.nanoTime() - begin));
        if (listener.firstBody() != 0) {
            measured.put(ChildResult.FIRST_BODY, RunListener.millis(listener.firstBody() - begin));
        }
        if (!listener.parts().isEmpty()) {
            measured.put(ChildResult.PART, Median.of(listener.parts()));
        }
    }

    private static LauncherDiscoveryRequest request(Class<?> tests) {
        String threads = String.valueOf(ChildSettings.threads());
        String parallel = "junit.jupiter.execution.parallel.";
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .configurationParameter(parallel + "enabled", "true")
                .configurationParameter(parallel + "mode.default", "concurrent")
                .configurationParameter(parallel + "config.strategy", "fixed")
                .configurationParameter(parallel + "config.fixed.parallelism", threads)
                .configurationParameter(parallel + "config.fixed.max-pool-size", threads)
                .build();
    }

    private ChildResult result() {
        listener.failures().forEach(Throwable::printStackTrace);
        return new ChildResult(listener.succeeded(), listener.failures().size(), listener.peak(), measured);
    }
}
