package io.leasehold.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.fixture.PostgresServer;
import io.leasehold.registry.EventType;
import io.leasehold.registry.ProfileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that saves is paused past its deadline, with a real browser, and wakes up when the next one has looked.
 *
 * <p>Requirement: P3, P5, P6, P13.
 */
@Tag("browser")
@Tag("fault")
@EnabledOnOs(OS.LINUX)
@ExtendWith(PostgresServer.Shared.class)
final class PausedRunTests {

    @TempDir
    private Path folder;

    @Test
    void withOneFile() throws Exception {
        try (CrashedRun run = new CrashedRun(folder)) {
            // Paused in a transaction it keeps the file locked, and nobody can look at anything.
            actsOnlyOnceItHasTheProfileAgain(run, this::isFileFree);
        }
    }

    /** One that is paused in a transaction is thrown out of it by the server. */
    @Test
    void withAServer(PostgresServer server) throws Exception {
        try (CrashedRun run = new CrashedRun(folder, server.newDatabase())) {
            actsOnlyOnceItHasTheProfileAgain(run, () -> true);
        }
    }

    /** What it was about to change was on its way, so it has happened; whether it was saved only its holder can say. */
    @Test
    void insideAMutation() throws Exception {
        try (CrashedRun run = new CrashedRun(folder)) {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch answer = new CountDownLatch(1);
            Saves saves = new Saves(run, () -> {
                asked.countDown();
                awaited(answer);
            });
            try (OtherJvm jvm = run.started("saving", () -> asked.getCount() == 0)) {
                assertThat(jvm.pause(CrashedRun.END, () -> isFileFree())).isTrue();
                answer.countDown();
                assertThat(isInMutation(run)).isTrue();

                comesBackAfterItWasMissed(run, jvm);
            } finally {
                answer.countDown();
            }
            saves.wereAllWithTheProfile();
            assertThat(run.state()).isEqualTo(ProfileState.AVAILABLE);
        }
    }

    private void actsOnlyOnceItHasTheProfileAgain(CrashedRun run, BooleanSupplier canBeSeen) throws Exception {
        Saves saves = new Saves(run, () -> {});
        try (OtherJvm jvm = run.started("saving", () -> run.site().requests("/save") > 2)) {
            // Between the permission for a mutation and its request nobody can hold it up.
            assertThat(jvm.pause(CrashedRun.END, () -> canBeSeen.getAsBoolean() && !isInMutation(run)))
                    .isTrue();

            comesBackAfterItWasMissed(run, jvm);
        }
        saves.wereAllWithTheProfile();
        assertThat(run.state()).isEqualTo(ProfileState.AVAILABLE);
    }

    /** Looked at by another run meanwhile, which leaves it alone; then it goes on to its end. */
    private void comesBackAfterItWasMissed(CrashedRun run, OtherJvm jvm) throws Exception {
        assertThat(OtherJvm.becomes(CrashedRun.END, () -> run.state() == ProfileState.STALE))
                .isTrue();
        CheckoutDeniedException denied = CrashedRun.denied(run.nextRun());
        assertThat(denied.reason()).isEqualTo(Reason.PREVIOUS_RUN_UNKNOWN);
        assertThat(denied).hasMessageContaining("is alive and does not renew");
        int before = run.site().requests("/save");

        jvm.goOn();
        assertThat(OtherJvm.becomes(CrashedRun.END, () -> run.site().requests("/save") > before))
                .isTrue();
        assertThat(run.events()).contains(EventType.LEASE_RESUMED);
        Files.createFile(folder.resolve("enough"));
        assertThat(jvm.process().waitFor(CrashedRun.END.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(jvm.process().exitValue())
                .as(Files.readString(folder.resolve("output.txt")))
                .isZero();
        assertThat(run.violations()).isEmpty();
    }

    /** The site's view: in which state the profile was when something was saved. */
    private static final class Saves {
        private final Set<ProfileState> states = ConcurrentHashMap.newKeySet();

        Saves(CrashedRun run, Runnable beforeTheAnswer) throws IOException {
            run.profiles("\"ttl\": \"PT6S\",");
            run.site().handle("/save", exchange -> {
                states.add(run.state());
                beforeTheAnswer.run();
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
        }

        void wereAllWithTheProfile() {
            assertThat(states).containsExactly(ProfileState.LEASED);
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isInMutation(CrashedRun run) {
        return run.status().lease().orElseThrow().work().openMutation().isPresent();
    }

    private boolean isFileFree() {
        Path file = folder.resolve("home/registry.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("ROLLBACK");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
