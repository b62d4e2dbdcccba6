package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.fixture.Waiting;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who has a database file locked, with real locks of real processes.
 *
 * <p>Requirement: P13.
 */
@EnabledOnOs(OS.LINUX)
final class LockOwnersTests {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();
    private Path file;

    @BeforeEach
    void make() throws IOException {
        file = Files.createFile(folder.resolve("registry.db"));
        Files.createFile(folder.resolve("registry.db-shm"));
    }

    @AfterEach
    void end() {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private long locked(String how, Path path) throws IOException {
        Process process = new ProcessBuilder("flock", how, path.toString(), "sleep", "600").start();
        started.add(process);
        assertThat(Waiting.until(LIMIT, () -> process.children().findAny().isPresent()))
                .as("it has the lock and runs its command")
                .isTrue();
        return process.pid();
    }

    @Test
    void nobodyIsNamedWhereNobodyHasIt() {
        assertThat(LockOwners.of(file)).isEmpty();
        assertThat(LockOwners.of(folder.resolve("missing.db"))).isEmpty();
    }

    @Test
    void theWriterIsNamed() throws IOException {
        assertThat(LockOwners.of(file)).isEmpty();

        long pid = locked("--exclusive", file);

        assertThat(LockOwners.of(file)).isEqualTo(" (process " + pid + ")");
        assertThat(LockOwners.of(Files.createFile(folder.resolve("another.db"))))
                .isEmpty();
    }

    @Test
    void theWriterOfWhatIsSharedIsNamedToo() throws IOException {
        long first = locked("--exclusive", file);
        long second = locked("--exclusive", folder.resolve("registry.db-shm"));

        assertThat(LockOwners.of(file)).isEqualTo(" (processes " + first + ", " + second + ")");
    }

    @Test
    void aReaderIsInNobodysWay() throws IOException {
        locked("--shared", file);

        assertThat(LockOwners.of(file)).isEmpty();
    }

    @Test
    void thisProcessIsNotNamed() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(LockOwners.of(file)).isEmpty();
        }
    }
}
