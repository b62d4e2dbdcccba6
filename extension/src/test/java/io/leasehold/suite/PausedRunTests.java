package io.leasehold.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.fixture.PostgresServer;
import io.leasehold.registry.EventType;
import io.leasehold.registry.ProfileState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    private void actsOnlyOnceItHasTheProfileAgain(CrashedRun run, BooleanSupplier canBeSeen) throws Exception {
        run.profiles("\"ttl\": \"PT6S\",");
        Set<ProfileState> stateAtSave = ConcurrentHashMap.newKeySet();
        run.site().handle("/save", exchange -> {
            stateAtSave.add(run.state());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        try (OtherJvm jvm = run.started("saving", () -> run.site().requests("/save") > 2)) {
            // Between the permission for a mutation and its request nobody can hold it up.
            assertThat(jvm.pause(CrashedRun.END, () -> canBeSeen.getAsBoolean() && !isInMutation(run)))
                    .isTrue();
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
        }
        assertThat(stateAtSave).containsExactly(ProfileState.LEASED);
        assertThat(run.state()).isEqualTo(ProfileState.AVAILABLE);
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
