package io.leasehold.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.LeaseId;
import io.leasehold.RegistryException;
import io.leasehold.suite.LogRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the registry could not be told is on the disk until it has been told.
 *
 * <p>Requirement: P3, P10.
 */
final class EventSpoolTests {

    private static final Instant NOW = Instant.parse("2026-03-04T10:15:30Z");
    private static final LeaseKey OTHER = new LeaseKey(Leases.KEY.profile(), new LeaseId("lease-2"), 8);

    @TempDir
    private Path home;

    private final ScriptedRegistry registry = new ScriptedRegistry();

    private EventSpool spool() {
        return new EventSpool(home, new MachineClock(Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    private static HolderNote note(long number, String text) {
        return new HolderNote(number, NOW, text);
    }

    private List<Path> kept() {
        try (Stream<Path> files = Files.list(home.resolve("spool"))) {
            return files.filter(file -> file.toString().endsWith(".notes")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void away() {
        registry.answers("addNotes", () -> {
            throw new RegistryException("Away.", null, null);
        });
    }

    @Test
    void aNoteIsSentAndGoes() {
        registry.answers("addNotes", () -> true);
        spool().keep(Leases.KEY, 1, "It stopped by itself; so it says.");
        spool().keep(Leases.KEY, 2, "");

        spool().send(Leases.KEY, registry.face());

        assertThat(registry.asked("addNotes"))
                .isEqualTo(List.of(Leases.KEY, List.of(note(1, "It stopped by itself; so it says."), note(2, ""))));
        assertThat(kept()).isEmpty();
        spool().send(Leases.KEY, registry.face());
        spool().collect(registry.face());
        assertThat(registry.calls("addNotes")).isEqualTo(1);
    }

    @Test
    void itStaysUntilTheRegistryAnswers() {
        away();
        spool().keep(Leases.KEY, 1, "One.");
        assertThatThrownBy(() -> spool().send(Leases.KEY, registry.face())).isInstanceOf(RegistryException.class);
        try (LogRecords log = LogRecords.open()) {
            spool().collect(registry.face());
            assertThat(log.texts())
                    .contains("What is kept for the registry in " + home.resolve("spool")
                            + " was not sent or not removed, and stays there: Away.");
        }

        registry.answers("addNotes", () -> true);
        spool().collect(registry.face());

        assertThat(registry.asked("addNotes").get(1)).isEqualTo(List.of(note(1, "One.")));
        assertThat(kept()).isEmpty();
    }

    /** Who waits for a profile collects four times a second. */
    @Test
    void whatGoesOnFailingIsWarnedOfOnce() throws IOException {
        Path lock = home.resolve("spool/lock");
        spool().keep(Leases.KEY, 1, "One.");
        Files.delete(lock);
        Files.createDirectory(lock);
        EventSpool spool = spool();
        try (LogRecords log = LogRecords.open()) {
            spool.collect(registry.face());
            spool.collect(registry.face());
            assertThat(warnings(log)).hasSize(1);

            Files.delete(lock);
            registry.answers("addNotes", () -> true);
            spool.collect(registry.face());
            spool.keep(Leases.KEY, 2, "Two.");
            Files.delete(lock);
            Files.createDirectory(lock);
            spool.collect(registry.face());
            assertThat(warnings(log)).as("it had been over").hasSize(2);
        }
        assertThat(kept()).hasSize(1);
    }

    private static List<String> warnings(LogRecords log) {
        return log.texts().stream()
                .filter(text -> text.contains("was not sent or not removed, and stays there"))
                .toList();
    }

    @Test
    void whatAnotherRegistryIsToHearStays() {
        registry.answers("addNotes", () -> registry.asked("addNotes").get(0).equals(OTHER));
        spool().keep(Leases.KEY, 1, "One.");
        spool().keep(OTHER, 1, "Two.");

        EventSpool spool = spool();
        try (LogRecords log = LogRecords.open()) {
            spool.collect(registry.face());
            spool.collect(registry.face());
            assertThat(log.texts().stream().filter(text -> text.contains("is not in this registry")))
                    .containsExactly("The lease of " + home.resolve("spool/lease-1.notes")
                            + " is not in this registry, so the file stays for the one that has it. Delete it when that is"
                            + " gone.");
        }

        assertThat(kept()).singleElement().asString().contains("lease-1");
        assertThat(registry.calls("addNotes")).as("it is not asked again").isEqualTo(2);
        spool.keep(Leases.KEY, 2, "Two.");
        spool.collect(registry.face());
        assertThat(registry.calls("addNotes")).isEqualTo(3);
    }

    @Test
    void aLineThatWasCutOffSpoilsNoOther() throws IOException {
        registry.answers("addNotes", () -> true);
        spool().keep(Leases.KEY, 1, "One.");
        Files.writeString(kept().get(0), "lease-1 shop-admin 7 2 17", StandardOpenOption.APPEND);
        spool().keep(Leases.KEY, 3, "Three.");

        spool().collect(registry.face());

        assertThat(registry.asked("addNotes").get(1)).isEqualTo(List.of(note(1, "One."), note(3, "Three.")));
    }

    @Test
    void aLineThatNobodyCanReadStaysAndIsSaid() throws IOException {
        registry.answers("addNotes", () -> true);
        spool().keep(Leases.KEY, 1, "One.");
        Files.writeString(kept().get(0), "v9 lease-1 of a version to come;\n", StandardOpenOption.APPEND);
        EventSpool spool = spool();
        try (LogRecords log = LogRecords.open()) {
            spool.collect(registry.face());
            spool.collect(registry.face());

            assertThat(log.texts().stream().filter(text -> text.startsWith("Not all lines of ")))
                    .singleElement()
                    .asString()
                    .startsWith("Not all lines of " + kept().get(0) + " can be read, so it stays: ");
        }

        assertThat(registry.asked("addNotes").get(1)).isEqualTo(List.of(note(1, "One.")));
        assertThat(registry.calls("addNotes")).isEqualTo(1);
        assertThat(kept()).hasSize(1);
    }

    /** A sender that was held up finds another file as long as the one that it has sent. */
    @Test
    void whatNobodySentStaysHoweverLongItIs() {
        registry.answers("addNotes", () -> {
            if (registry.calls("addNotes") == 1) {
                spool().send(Leases.KEY, registry.face());
                spool().keep(Leases.KEY, 2, "Two.");
            }
            return true;
        });
        spool().keep(Leases.KEY, 1, "One.");

        spool().collect(registry.face());
        assertThat(kept()).hasSize(1);
        spool().collect(registry.face());

        assertThat(registry.asked("addNotes").get(1)).isEqualTo(List.of(note(2, "Two.")));
        assertThat(kept()).isEmpty();
    }

    @Test
    void aLockThatSomebodyKeepsHoldsNobodyUpForLong() throws IOException {
        registry.answers("addNotes", () -> true);
        EventSpool spool = spool();
        spool.keep(Leases.KEY, 1, "One.");
        Path lock = home.resolve("spool/lock");
        try (LogRecords log = LogRecords.open();
                FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = file.lock()) {
            assertThat(held.isValid()).isTrue();

            assertThat(spool.send(Leases.KEY, registry.face())).isFalse();
            spool.keep(Leases.KEY, 2, "Two.");

            String busy = lock + " was locked by another process for 2 s";
            assertThat(warnings(log)).singleElement().asString().endsWith(busy);
            assertThat(log.texts()).anySatisfy(text -> assertThat(text).endsWith(" either (" + busy + "): Two."));
        }
        assertThat(registry.calls("addNotes")).isZero();

        assertThat(spool.send(Leases.KEY, registry.face())).isTrue();
        assertThat(registry.asked("addNotes").get(1)).isEqualTo(List.of(note(1, "One.")));
    }

    /** With a registry on a server, nothing else has made it. */
    @Test
    void theHomeThatItMakesStaysOutOfVersionControl() {
        spool().keep(Leases.KEY, 1, "One.");

        assertThat(home.resolve(".gitignore")).hasContent("*");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void itsFolderIsForItsOwnerOnlyWhereverItLies() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));

        spool().keep(Leases.KEY, 1, "One.");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("spool"))))
                .isEqualTo("rwx------");
    }

    @Test
    void whatIsAddedWhileOthersAreSentIsSentNext() {
        registry.answers("addNotes", () -> {
            if (registry.calls("addNotes") == 1) {
                spool().keep(Leases.KEY, 2, "Two.");
            }
            return true;
        });
        spool().keep(Leases.KEY, 1, "One.");

        spool().collect(registry.face());
        assertThat(kept()).hasSize(1);
        spool().collect(registry.face());

        assertThat(registry.asked("addNotes").get(1)).isEqualTo(List.of(note(1, "One."), note(2, "Two.")));
        assertThat(kept()).isEmpty();
    }

    @Test
    void manyMayKeepAndSendAtOnce() throws Exception {
        Set<Object> heard = ConcurrentHashMap.newKeySet();
        ProfileRegistry face = (ProfileRegistry) java.lang.reflect.Proxy.newProxyInstance(
                ProfileRegistry.class.getClassLoader(),
                new Class<?>[] {ProfileRegistry.class},
                (proxy, method, arguments) -> {
                    heard.addAll((List<?>) arguments[1]);
                    return true;
                });
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int number = 1; number <= 60; number++) {
                int one = number;
                work.add(() -> {
                    spool().keep(Leases.KEY, one, "Note.");
                    if (one % 3 == 0) {
                        spool().collect(face);
                    }
                    return true;
                });
            }
            for (Future<Boolean> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        spool().collect(face);

        assertThat(heard).hasSize(60);
        assertThat(kept()).isEmpty();
    }

    @Test
    void whatCannotBeKeptIsToldToTheLog() throws IOException {
        Files.createFile(home.resolve("spool"));
        try (LogRecords log = LogRecords.open()) {
            spool().keep(Leases.KEY, 1, "It stopped by itself.");

            assertThat(log.texts()).anySatisfy(text -> assertThat(text)
                    .startsWith("[shop-admin lease-1] What the registry could not be told cannot be kept in "
                            + home.resolve("spool"))
                    .endsWith("It stopped by itself."));
        }
    }

    @Test
    void whereNothingWasKeptNothingIsMade() {
        spool().collect(registry.face());
        spool().collect(registry.face());

        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aNoteHasANumber() {
        assertThatThrownBy(() -> note(0, "")).hasMessage("A note has the number 0: they begin with 1.");
    }
}
