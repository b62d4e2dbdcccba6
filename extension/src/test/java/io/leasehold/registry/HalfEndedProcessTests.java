package io.leasehold.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leasehold.fixture.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A process is over when the last of its threads is: until then it can write.
 *
 * <p>Requirement: P3, P8.
 */
final class HalfEndedProcessTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String FIRST_THREAD_ENDS =
            """
            import ctypes, threading, time
            threading.Thread(target=time.sleep, args=(60,)).start()
            ctypes.CDLL(None).pthread_exit(0)
            """;

    @Test
    void aProcessWhoseFirstThreadHasEndedIsAlive() throws IOException {
        Process process;
        try {
            process = new ProcessBuilder("python3", "-c", FIRST_THREAD_ENDS).start();
        } catch (IOException e) {
            assumeTrue(false, "no python3, by which a process can end its first thread alone");
            return;
        }
        try {
            ProcessTable table = new ProcessTable(new MachineClock(Clock.systemUTC()));
            ProcessMark mark = table.mark(process.pid()).orElseThrow();
            assumeTrue(Waiting.until(PATIENCE, () -> isHalfEnded(process.pid())), "its first thread did not end");

            assertThat(table.look(mark, true)).isEqualTo(Sight.ALIVE);

            process.destroyForcibly();
            assertThat(Waiting.until(PATIENCE, () -> table.look(mark, true) == Sight.GONE))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean isHalfEnded(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1)
                    .contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }
}
