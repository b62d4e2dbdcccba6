package io.leasehold.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requirement: P3. */
final class LockedFileTests {

    @TempDir
    private Path folder;

    /** A channel is closed under a thread that is interrupted: the work is done all the same, and the flag put back. */
    @Test
    void anInterruptedThreadDoesItsWorkAndStaysInterrupted() throws IOException {
        Path file = folder.resolve("shop.fence");
        Thread.currentThread().interrupt();
        boolean done;
        boolean interrupted;
        try {
            done = LockedFile.<Boolean, IOException>use(
                    file, channel -> !Thread.currentThread().isInterrupted());
        } finally {
            interrupted = Thread.interrupted();
        }

        assertThat(done).isTrue();
        assertThat(interrupted).isTrue();
        assertThat(Files.exists(file)).isTrue();
    }

    @Test
    void whoWasNotInterruptedIsNotAfterwards() throws IOException {
        LockedFile.<Boolean, IOException>use(folder.resolve("shop.fence"), channel -> true);

        assertThat(Thread.interrupted()).isFalse();
    }
}
