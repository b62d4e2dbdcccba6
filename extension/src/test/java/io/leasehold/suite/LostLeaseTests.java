package io.leasehold.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.registry.EventType;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProfileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person takes a profile from a run that lives, with a real browser: the run lets go of it at its next heartbeat.
 *
 * <p>Requirement: P3, P5, P12.
 */
@Tag("browser")
@Tag("fault")
@EnabledOnOs(OS.LINUX)
final class LostLeaseTests {

    @TempDir
    private Path folder;

    private CrashedRun run;

    @BeforeEach
    void start() throws IOException {
        run = new CrashedRun(folder);
        run.profiles("\"ttl\": \"PT6S\",");
    }

    @AfterEach
    void stop() {
        run.close();
    }

    private static PersonAct force(Move move) {
        return new PersonAct(move, "Ada", "Somebody needs the account.", true);
    }

    @Test
    void theBrowserOfARunThatDoesNothingIsClosed() throws Exception {
        try (OtherJvm jvm = run.started("idle", run::isReady)) {
            assertThat(jvm.privateFolders()).isNotEmpty();

            run.act(force(Move.QUARANTINE));

            assertThat(OtherJvm.becomes(
                            CrashedRun.END, () -> jvm.privateFolders().isEmpty()))
                    .isTrue();
            assertThat(jvm.process().isAlive()).isTrue();
            assertThat(output()).contains("The lease was lost: profile 'admin' is quarantined", "Ada");
        }
        assertThat(run.state()).isEqualTo(ProfileState.QUARANTINED);
    }

    @Test
    void aTestThatUsesThePageFailsAndSaysWhose() throws Exception {
        try (OtherJvm jvm = run.started("reading", run::isReady)) {
            run.act(force(Move.QUARANTINE));

            assertThat(jvm.process().waitFor(CrashedRun.END.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(jvm.process().exitValue()).isEqualTo(1);
        }
        assertThat(output()).contains("the loss of its lease (profile 'admin' is quarantined");
        assertThat(run.state()).isEqualTo(ProfileState.QUARANTINED);
        assertThat(run.events()).contains(EventType.LEASE_REVOKED).doesNotContain(EventType.LEASE_RELEASED_CLEANLY);
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output.txt"));
    }
}
