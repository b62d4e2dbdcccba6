package io.leasehold.samples.readback;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.leasehold.harbor.HarborOptions;
import io.leasehold.harbor.HarborSupply;
import io.leasehold.harbor.login.LoginLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs all cells in a launcher session and against an application of their own. */
final class MatrixRun implements TestExecutionListener {
    static final String LEAVER = "buyer@harbor.example";
    static final String PASSWORD = "trap-harbor.password";
    private static final String URL = "trap-harbor.url";
    private static final String REPETITIONS = "readback.repetitions";
    private static final String THREADS = "4";
    /** One profile is signed out by every other test of it. */
    private static final LoginLimits UNLIMITED = new LoginLimits(1_000_000, 1_000, Duration.ofMinutes(1));

    private final ConcurrentLinkedQueue<CellVerdict> verdicts = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    private MatrixRun() {}

    /** Returns how often each cell is tried. */
    static int repetitions() {
        String said = System.getProperty(REPETITIONS, "1");
        if (!said.matches("[1-9]\\d{0,2}")) {
            throw new IllegalArgumentException(
                    REPETITIONS + " is '" + said + "', but it takes a number of repetitions from 1 to 999.");
        }
        return Integer.parseInt(said);
    }

    /** Tries all cells; the folder takes what the run leaves. */
    static MatrixRun inFolder(Path folder) {
        MatrixRun run = new MatrixRun();
        String password = UUID.randomUUID().toString();
        try (HarborSupply harbor = HarborSupply.start(HarborOptions.defaults()
                .withPassword(password)
                .withBcryptCost(4)
                .withLoginLimits(UNLIMITED))) {
            System.setProperty(URL, harbor.baseUrl());
            System.setProperty(PASSWORD, password);
            run.execute(folder);
        }
        return run;
    }

    private void execute(Path folder) {
        String parallel = "junit.jupiter.execution.parallel.";
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(LoggedOutTestCase.class), selectClass(MatrixTestCase.class))
                .configurationParameter(parallel + "enabled", "true")
                .configurationParameter(parallel + "mode.default", "concurrent")
                .configurationParameter(parallel + "config.strategy", "fixed")
                .configurationParameter(parallel + "config.fixed.parallelism", THREADS)
                .configurationParameter(parallel + "config.fixed.max-pool-size", THREADS)
                .configurationParameter("leasehold.profiles", "traps.json")
                .configurationParameter(
                        "leasehold.evidence", folder.resolve("evidence").toString())
                // The outer run holds a registry, too, and its profiles are no business of these.
                .configurationParameter(
                        "leasehold.home",
                        folder.resolve("home-" + UUID.randomUUID()).toString())
                .build();
        LauncherConfig config = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        try (LauncherSession session = LauncherFactory.openSession(config)) {
            session.getLauncher().execute(request, this);
        }
    }

    Collection<CellVerdict> verdicts() {
        return verdicts;
    }

    /** Returns what kept cells from a verdict, or their test from ending well. */
    Collection<Throwable> failures() {
        return failures;
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        CellVerdict.of(entry.getKeyValuePairs()).ifPresent(verdicts::add);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        result.getThrowable().ifPresent(failures::add);
    }
}
