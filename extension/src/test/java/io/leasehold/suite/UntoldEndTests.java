package io.leasehold.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.registry.EventType;
import io.leasehold.registry.ProfileState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run with a real browser is told to end while the registry does not answer.
 *
 * <p>Requirement: L11, P6, P7, P13.
 */
@Tag("browser")
@Tag("fault")
@EnabledOnOs(OS.LINUX)
final class UntoldEndTests {

    /** Surefire kills a JVM half a minute after it has told it to end. */
    private static final Duration IN_TIME = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void itEndsInTimeAndTheNextRunOfTheMachineSaysWhatItCouldNot() throws Exception {
        try (CrashedRun run = new CrashedRun(folder)) {
            try (OtherJvm jvm = run.started("reading", run::isReady);
                    Connection other =
                            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("home/registry.db"));
                    Statement statement = other.createStatement()) {
                List<ProcessHandle> started = jvm.descendants();
                assertThat(started).isNotEmpty();
                statement.execute("PRAGMA busy_timeout = 5000");
                statement.execute("BEGIN IMMEDIATE");

                jvm.process().destroy();

                assertThat(jvm.process().waitFor(IN_TIME.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                assertThat(OtherJvm.becomes(IN_TIME, () -> OtherJvm.noneLives(started)))
                        .as("its browser is closed all the same")
                        .isTrue();
                statement.execute("ROLLBACK");
            }
            assertThat(run.state()).isEqualTo(ProfileState.LEASED);

            assertThat(run.nextRun().failures()).isEmpty();

            assertThat(run.events()).contains(EventType.HOLDER_NOTED, EventType.PROFILE_RETURNED_TO_POOL);
            assertThat(run.state()).isEqualTo(ProfileState.AVAILABLE);
        }
    }
}
