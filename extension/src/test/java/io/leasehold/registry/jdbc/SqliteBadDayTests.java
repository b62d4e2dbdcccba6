package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.fixture.Command;
import io.leasehold.fixture.SmallDisk;
import io.leasehold.fixture.SoakResults;
import io.leasehold.fixture.Waiting;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.EventType;
import io.leasehold.registry.HeldLease;
import io.leasehold.registry.LeaseKeeper;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What can happen to a file and to the processes that share it.
 *
 * <p>Requirement: P3, P6, P10, P13.
 */
final class SqliteBadDayTests {

    @TempDir
    private Path folder;

    private StoreAddress address() {
        return StoreAddress.sqlite(folder);
    }

    private Path file() {
        return folder.resolve("registry.db");
    }

    @Test
    void manyProcessesOpenFreshFilesAtOnce() throws IOException {
        List<StoreAddress> files = IntStream.range(0, 20)
                .mapToObj(number -> StoreAddress.sqlite(folder.resolve("home-" + number)))
                .toList();

        CommitJvm.openAtOnce(folder, files);

        assertThat(files).allSatisfy(file -> {
            try (JdbcRegistry registry = file.open()) {
                assertThat(registry.profiles()).isEmpty();
            }
        });
    }

    @Test
    void aKillAmongCommitsLeavesAWholeFile() {
        killAmongCommits(8);
    }

    @Test
    @Tag("soak")
    void manyKillsAmongCommitsLeaveAWholeFile() {
        List<String> violations = killAmongCommits(500);
        SoakResults.note("kills among commits in SQLite", 500, violations);
    }

    private List<String> killAmongCommits(int kills) {
        Random random = new Random();
        try (JdbcRegistry registry = address().open()) {
            for (int kill = 0; kill < kills; kill++) {
                Path output = folder.resolve("output-" + kill);
                try (ChildJvm jvm = ChildJvm.start(
                        output, CommitJvm.class, "commit", address().text())) {
                    jvm.awaitWord(CommitJvm.READY);
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos() + random.nextInt(150_000_000));
                    jvm.kill();
                }
                assertThat(integrity(registry)).isEqualTo("ok");
                assertThat(LogChecker.violations(registry)).isEmpty();
            }
            assertThat(EventLog.read(registry).count(EventType.LEASE_ACQUIRED)).isGreaterThan(kills);
            return LogChecker.violations(registry);
        }
    }

    private static String integrity(JdbcRegistry registry) {
        try (Connection connection = registry.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
            return row.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFileThatMayNotBeWrittenIsNamed() {
        address().open().close();
        assumeTrue(Command.run("chattr", "+i", file().toString()), "this file system knows no files that are kept");
        try {
            assertThatThrownBy(() -> address().open())
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining(file().toString())
                    .hasMessageContaining("cannot be written by this user")
                    .hasMessageContaining("point leasehold.home to a folder of its own");
        } finally {
            assertThat(Command.run("chattr", "-i", file().toString())).isTrue();
        }
    }

    @Test
    void aMissingFolderIsMade() {
        StoreAddress deep = StoreAddress.sqlite(folder.resolve("a").resolve("b"));

        deep.open().close();

        assertThat(deep.file()).exists();
    }

    @Test
    void aFileInPlaceOfTheFolderIsNamed() throws IOException {
        Path place = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> StoreAddress.sqlite(place).open())
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(place.toString())
                .hasMessageContaining("Let this user write the folder");
    }

    @Test
    void aFullDiskLosesNothingThatWasCommitted() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 1);
                JdbcRegistry registry = StoreAddress.sqlite(disk.path()).open()) {
            LeaseKey key = Requests.acquired(registry, Requests.of("shop", Requests.here("a"), Requests.LONG));
            Path filler = disk.fill();

            assertThatThrownBy(() -> {
                        for (int number = 0; number < 200; number++) {
                            Requests.acquired(registry, Requests.of("s-" + number, Requests.here("a"), Requests.LONG));
                        }
                    })
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("The disk is full. Make room; what was committed is safe.");
            assertThat(LogChecker.violations(registry)).isEmpty();

            Files.delete(filler);
            assertThat(registry.release(key, Requests.FINISHED)).isEqualTo(LeaseStatus.RELEASED);
            assertThat(integrity(registry)).isEqualTo("ok");
            assertThat(LogChecker.violations(registry)).isEmpty();
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsLeftAsItIs() throws IOException {
        Files.writeString(file(), "{\"profiles\": []}".repeat(100), StandardCharsets.UTF_8);
        byte[] before = Files.readAllBytes(file());

        assertThatThrownBy(() -> address().open())
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("The file is no SQLite database, or its head is damaged")
                .hasMessageContaining("It is left as it is.");
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void aDamagedFileIsLeftAsItIs() throws IOException {
        try (JdbcRegistry registry = address().open()) {
            Requests.acquired(registry, Requests.of("shop", Requests.here("a"), Requests.LONG));
        }
        byte[] page = new byte[4096];
        java.util.Arrays.fill(page, (byte) 0xA5);
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            for (long at = page.length; at < channel.size(); at += page.length) {
                channel.write(ByteBuffer.wrap(page), at);
            }
        }
        byte[] before = Files.readAllBytes(file());

        assertThatThrownBy(() -> {
                    try (JdbcRegistry registry = address().open()) {
                        registry.acquire(Requests.of("shop", Requests.here("b"), Requests.LONG));
                    }
                })
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("The file is damaged, so nobody can tell who holds which profile.");
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    /** Whoever cannot renew does not know whether it was missed: it stops by itself, and does not call itself lost. */
    @Test
    void aProcessThatIsStoppedWithTheFileLockedStopsTheOthersAndIsNamed() {
        try (JdbcRegistry registry = address().open();
                LeaseKeeper keeper = Requests.keeper(registry, folder)) {
            Acquisition.Acquired acquired =
                    (Acquisition.Acquired) registry.acquire(Requests.of("shop", Requests.here("a"), Requests.SHORT));
            HeldLease lease = keeper.keep(acquired, Requests.SHORT, why -> {});
            try (ChildJvm jvm = ChildJvm.start(
                    folder.resolve("output"),
                    CrashJvm.class,
                    address().text(),
                    "other",
                    "acquire.beforeCommit",
                    "stop",
                    "0",
                    "acquire")) {
                jvm.awaitStopped();

                assertThatThrownBy(() -> registry.acquire(Requests.of("third", Requests.here("a"), Requests.LONG)))
                        .isInstanceOf(RegistryException.class)
                        .hasMessageContaining("Another process has the file locked (process " + jvm.pid() + ").");
                assertThat(Waiting.until(Requests.SHORT.ttl(), () -> !lease.isLive()))
                        .isTrue();
                assertThat(lease.lost()).isEmpty();
                assertThat(registry.find(new ProfileId("shop"))).isPresent();

                jvm.signal("CONT");
                assertThat(jvm.awaitEnd()).isZero();
            }
            assertThat(Waiting.until(Requests.SHORT.ttl(), lease::isLive)).isTrue();
            assertThat(lease.release(Requests.FINISHED)).isEqualTo(LeaseStatus.RELEASED);
            assertThat(LogChecker.violations(registry)).isEmpty();
        }
    }

    @Test
    void aFileThatWasDeletedUnderItsUsersGivesNobodyAnything() throws IOException {
        try (JdbcRegistry before = address().open()) {
            LeaseKey key = Requests.acquired(before, Requests.of("shop", Requests.here("a"), Requests.LONG));
            for (String end : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(Path.of(file() + end));
            }
            assertThatItRefuses(before, key);

            try (JdbcRegistry after = address().open()) {
                Requests.acquired(after, Requests.of("shop", Requests.here("b"), Requests.LONG));
                assertThatItRefuses(before, key);
            }
        }
    }

    @Test
    void aFileThatWasReplacedByAnOlderCopyGivesNobodyAnything() throws IOException {
        Path copy = folder.resolve("copy.db");
        try (JdbcRegistry registry = address().open()) {
            registry.profiles();
        }
        Files.copy(file(), copy);
        try (JdbcRegistry registry = address().open()) {
            LeaseKey key = Requests.acquired(registry, Requests.of("shop", Requests.here("a"), Requests.LONG));
            Files.move(copy, file(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

            assertThatItRefuses(registry, key);
        }
    }

    private static void assertThatItRefuses(JdbcRegistry registry, LeaseKey key) {
        assertThatThrownBy(() -> registry.acquire(Requests.of("shop", Requests.here("c"), Requests.LONG)))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("was deleted or replaced while it was in use");
        assertThatThrownBy(() -> registry.renew(key, 1, Progress.NONE, Requests.LONG.ttl()))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("Nothing is written any more.");
        assertThatThrownBy(() -> registry.find(key.profile())).isInstanceOf(RegistryException.class);
    }
}
