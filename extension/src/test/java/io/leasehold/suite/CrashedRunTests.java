package io.leasehold.suite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.browser.BrowserLocator;
import io.leasehold.evidence.RunFolders;
import io.leasehold.registry.EventType;
import io.leasehold.registry.ProfileState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run is killed or ended at each stage, with a real browser, and the next run meets what it left.
 *
 * <p>Requirement: P3, P5, P6, P7, P8, P9, P10, P11.
 */
@Tag("browser")
@Tag("fault")
@EnabledOnOs(OS.LINUX)
final class CrashedRunTests {

    @TempDir
    private Path folder;

    private CrashedRun run;

    @BeforeEach
    void start() throws IOException {
        run = new CrashedRun(folder);
    }

    @AfterEach
    void stop() {
        try {
            assertThat(run.violations()).isEmpty();
        } finally {
            run.close();
        }
    }

    @Test
    void aRunThatOnlyReadIsSettledByALookAtItsSession() throws Exception {
        run.killedAt("reading", run::isReady);

        assertThat(run.nextRun().failures()).isEmpty();
        assertThat(run.events())
                .contains(EventType.LEASE_MARKED_STALE, EventType.INSPECTION_BEGUN, EventType.PROFILE_RETURNED_TO_POOL);
        assertThat(run.state()).isEqualTo(ProfileState.AVAILABLE);
    }

    @Test
    void aPolicyCanAskForAPersonInstead() throws Exception {
        run.profiles("\"releasePolicy\": \"manual_review_on_unknown_state\", \"ttl\": \"PT6S\",");
        run.killedAt("reading", () -> run.isReady() && run.step().equals("StageTestCase.acts: look around"));

        CheckoutDeniedException denied = CrashedRun.denied(run.nextRun());

        assertThat(denied.reason()).isEqualTo(Reason.PROFILE_UNDER_REVIEW);
        assertThat(denied)
                .hasMessageContaining("its release policy asks for a person")
                .hasMessageContaining("step 'StageTestCase.acts: look around' at "
                        + run.site().baseUrl())
                .hasMessageContaining("run leasehold review admin --return --note");
    }

    @Test
    void aLoginThatWasCutOffIsForAPerson() throws Exception {
        run.neverAnswers("/login");
        run.killedAt("reading", () -> run.site().requests("/login") > 0);

        CheckoutDeniedException denied = CrashedRun.denied(run.nextRun());

        assertThat(denied.reason()).isEqualTo(Reason.PROFILE_UNDER_REVIEW);
        assertThat(denied).hasMessageContaining("went away while it signed in");
    }

    @Test
    void aMutationInFlightQuarantines() throws Exception {
        // The timeline is written a moment later than the registry, which needs none.
        run.killedAt(
                "mutating", () -> run.site().requests("/slow") > 0 && timeline().contains("rename store"));

        CheckoutDeniedException denied = CrashedRun.denied(run.nextRun());

        assertThat(denied.reason()).isEqualTo(Reason.PROFILE_QUARANTINED);
        assertThat(denied)
                .hasMessageContaining("in the middle of the mutation 'rename store'")
                .hasMessageContaining("Put the account in order");
        assertThat(timeline())
                .as("where a person finds what the killed run left")
                .contains("rename store");
    }

    /** Reads the timeline of the run that has the last lease. */
    private String timeline() {
        String last = run.status().lease().orElseThrow().holder().runId();
        return new RunFolders(folder.resolve("evidence"))
                .find(last)
                .map(evidence -> evidence.resolve("timeline.jsonl"))
                .map(CrashedRunTests::text)
                .orElse("");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aCrashAfterAMutationQuarantines() throws Exception {
        run.killedAt("mutated", run::isReady);

        assertThat(CrashedRun.denied(run.nextRun()).reason()).isEqualTo(Reason.PROFILE_QUARANTINED);
        assertThat(run.status().reason()).contains("went away after 1 mutations");
    }

    @Test
    void aBrowserThatOutlivesItsRunKeepsTheProfileBlocked() throws Exception {
        try (OtherJvm jvm = run.started("reading", run::isReady)) {
            List<ProcessHandle> started = jvm.descendants();
            ProcessHandle driver = jvm.process().children().findFirst().orElseThrow();
            signal("-STOP", driver.pid());
            jvm.process().destroyForcibly().waitFor();

            CheckoutDeniedException denied = CrashedRun.denied(run.nextRun());

            assertThat(denied.reason()).isEqualTo(Reason.PREVIOUS_RUN_UNKNOWN);
            assertThat(denied).hasMessageContaining("a browser process of it is still alive");
            assertThat(run.state()).isEqualTo(ProfileState.STALE);
            started.forEach(ProcessHandle::destroyForcibly);
            assertThat(OtherJvm.becomes(CrashedRun.END, () -> OtherJvm.noneLives(started)))
                    .isTrue();
        }
        assertThat(run.nextRun().failures()).isEmpty();
    }

    @Test
    void aRunThatIsToldToEndGivesTheProfileBack() throws Exception {
        try (OtherJvm jvm = run.started("reading", run::isReady)) {
            jvm.process().destroy();
            assertThat(jvm.process().waitFor(CrashedRun.END.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }

        assertThat(run.state()).isEqualTo(ProfileState.AVAILABLE);
        assertThat(run.status().reason()).contains("ended from outside");
        assertThat(run.nextRun().failures()).isEmpty();
    }

    @Test
    void aRunThatIsToldToEndInAMutationDoesNot() throws Exception {
        try (OtherJvm jvm = run.started("mutating", () -> run.site().requests("/slow") > 0)) {
            jvm.process().destroy();
            assertThat(jvm.process().waitFor(CrashedRun.END.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }

        assertThat(run.state()).isEqualTo(ProfileState.QUARANTINED);
    }

    /** Its driver waits for the browser, which nobody needs any more. */
    @Test
    void aKillWhileTheBrowserStartsIsSettledOnceTheBrowserIsGone() throws Exception {
        Path script = slowBrowser();
        run.profiles("\"browser\": {\"executable\": \"" + script + "\"},");
        try (OtherJvm jvm = run.started("reading", run::isReady)) {
            List<ProcessHandle> started = jvm.descendants();
            jvm.process().destroyForcibly().waitFor();
            assertThat(run.state()).isEqualTo(ProfileState.LEASED);
            run.profiles("");

            assertThat(CrashedRun.denied(run.nextRun())).hasMessageContaining("a browser process of it is still alive");
            Files.createFile(folder.resolve("go"));
            assertThat(OtherJvm.becomes(CrashedRun.END, () -> OtherJvm.noneLives(started)))
                    .isTrue();
        }

        assertThat(run.nextRun().failures()).isEmpty();
        assertThat(run.state()).isEqualTo(ProfileState.AVAILABLE);
    }

    /** A script that says when it was started, and is the real browser once it may. */
    private Path slowBrowser() throws IOException {
        Path script = Files.writeString(
                folder.resolve("slow-browser"),
                """
                #!/bin/sh
                touch "%s"
                while [ ! -e "%s" ]; do sleep 0.1; done
                exec "%s" "$@"
                """
                        .formatted(
                                folder.resolve("ready"),
                                folder.resolve("go"),
                                BrowserLocator.here().locate(true).executable()));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    @Test
    void aKillBetweenTwoTestsIsSettled() throws Exception {
        run.killedAt("idle", run::isReady);
        assertThat(run.state()).isEqualTo(ProfileState.LEASED);

        assertThat(run.nextRun().failures()).isEmpty();
        assertThat(run.events()).contains(EventType.LEASE_MARKED_STALE, EventType.PROFILE_RETURNED_TO_POOL);
    }

    @Test
    void aKillInTheReleaseIsSettled() throws Exception {
        killedBeforeTheRegistryIsTold("leaving", jvm -> Files.createFile(folder.resolve("leave")));
    }

    @Test
    void aKillInTheShutdownHookIsSettled() throws Exception {
        killedBeforeTheRegistryIsTold("reading", jvm -> jvm.process().destroy());
    }

    private void killedBeforeTheRegistryIsTold(String stage, Act end) throws Exception {
        try (OtherJvm jvm = run.started(stage, run::isReady)) {
            untoldUntil(
                    jvm, end, killed -> assertThat(killed.kill(CrashedRun.END)).isTrue());
        }
        assertThat(run.state()).isEqualTo(ProfileState.LEASED);

        assertThat(run.nextRun().failures()).isEmpty();
        assertThat(run.state()).isEqualTo(ProfileState.AVAILABLE);
    }

    @Test
    void aRunThatIsToldTwiceToEndGivesTheProfileBackOnce() throws Exception {
        try (OtherJvm jvm = run.started("reading", run::isReady)) {
            Act tellToEnd = told -> told.process().destroy();
            untoldUntil(jvm, tellToEnd, tellToEnd);
            assertThat(jvm.process().waitFor(CrashedRun.END.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThat(run.state()).isEqualTo(ProfileState.AVAILABLE);
        assertThat(run.events()).containsOnlyOnce(EventType.LEASE_RELEASED_CLEANLY);
    }

    /** Something that is done to a run. */
    @FunctionalInterface
    private interface Act {
        void on(OtherJvm jvm) throws Exception;
    }

    /** Begins a run's end with the file locked: its browser is closed then, and the registry hears nothing of it. */
    private void untoldUntil(OtherJvm jvm, Act end, Act then) throws Exception {
        try (Connection locked = locked()) {
            end.on(jvm);
            assertThat(OtherJvm.becomes(
                            CrashedRun.END, () -> jvm.privateFolders().isEmpty()))
                    .isTrue();
            then.on(jvm);
            locked.rollback();
        }
    }

    /** Locks the registry for all others until it is rolled back. */
    private Connection locked() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("home/registry.db"));
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE registry_info SET schema_version = schema_version");
        }
        return connection;
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        Process sent = new ProcessBuilder("kill", signal, String.valueOf(pid)).start();
        assertThat(sent.waitFor()).isZero();
    }
}
