package io.leasehold.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leasehold.fixture.Command;
import io.leasehold.fixture.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whether a process is alive, with real ones: killed, stopped, not yet taken notice of, and another of the same number.
 *
 * <p>Requirement: P6, P8, P13.
 */
final class ProcessTableTests {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final MachineClock clock = new MachineClock(Clock.systemUTC());
    private final ProcessTable table = new ProcessTable(clock);
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    private ProcessMark mark(Process process) {
        return table.mark(process.pid()).orElseThrow();
    }

    private static String stateOf(long pid) {
        try {
            String text = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return text.substring(text.lastIndexOf(')') + 2, text.lastIndexOf(')') + 3);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void thisProcessIsAlive() {
        assertThat(table.look(table.self(), true)).isEqualTo(Sight.ALIVE);
        assertThat(table.self().pid()).isEqualTo(ProcessHandle.current().pid());
    }

    /** Numbers of processes mean something within one container only, which Linux numbers too. */
    @Test
    void aProcessIsNamedWithItsContainer() throws IOException {
        String link = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();

        assertThat(link).isEqualTo("pid:[" + table.self().namespace() + "]");
        assertThat(table.self().namespace()).isNotEmpty();
    }

    @Test
    void aKilledProcessIsGone() throws IOException {
        Process process = start("sleep", "600");
        ProcessMark mark = mark(process);
        assertThat(table.look(mark, true)).isEqualTo(Sight.ALIVE);

        process.destroyForcibly();

        assertThat(Waiting.until(LIMIT, () -> table.look(mark, true) == Sight.GONE))
                .isTrue();
        assertThat(table.look(mark, false)).isEqualTo(Sight.GONE);
    }

    @Test
    void aStoppedProcessIsAlive() throws IOException, InterruptedException {
        Process process = start("sleep", "600");
        ProcessMark mark = mark(process);

        signal("STOP", process.pid());

        assertThat(Waiting.until(LIMIT, () -> stateOf(process.pid()).equals("T")))
                .isTrue();
        assertThat(table.look(mark, true)).isEqualTo(Sight.ALIVE);
    }

    /** Its parent is a shell that never asks after it. */
    @Test
    void aProcessThatNobodyTookNoticeOfIsGone() throws IOException, InterruptedException {
        Process parent = start("sh", "-c", "sleep 600 & exec sleep 600");
        assertThat(Waiting.until(LIMIT, () -> parent.children().findAny().isPresent()))
                .isTrue();
        long child = parent.children().findAny().orElseThrow().pid();
        assertThat(Waiting.until(LIMIT, () -> parent.info().command().orElse("").endsWith("sleep")))
                .isTrue();
        ProcessMark mark = table.mark(child).orElseThrow();

        signal("KILL", child);

        assertThat(Waiting.until(LIMIT, () -> stateOf(child).equals("Z"))).isTrue();
        assertThat(table.look(mark, true)).isEqualTo(Sight.GONE);
        assertThat(table.mark(child)).isEmpty();
    }

    @Test
    void anotherProcessOfTheSameNumberIsNotTakenForIt() throws IOException {
        ProcessMark mark = mark(start("sleep", "600"));
        ProcessMark earlier = new ProcessMark(mark.boot(), mark.namespace(), mark.pid(), mark.start() + "0");

        assertThat(table.look(earlier, true)).isEqualTo(Sight.GONE);
    }

    @Test
    void anotherStartOfTheMachineEndedIt() {
        ProcessMark self = table.self();
        ProcessMark before = new ProcessMark("another-boot", self.namespace(), self.pid(), self.start());

        assertThat(table.look(before, true)).isEqualTo(Sight.GONE);
        assertThat(table.look(before, false)).isEqualTo(Sight.UNSEEN);
    }

    @Test
    void anotherContainerCannotBeLookedInto() {
        ProcessMark self = table.self();
        ProcessMark elsewhere = new ProcessMark(self.boot(), "1", self.pid(), self.start());

        assertThat(table.look(elsewhere, true)).isEqualTo(Sight.UNSEEN);
    }

    /** As two that run macOS or Windows and share a server: neither has a name for its own start. */
    @Test
    void anotherMachineThatDoesNotTellItsStartCannotBeLookedInto() {
        ProcessTable one = new ProcessTable(MachineClock.UNTOLD, "one");
        ProcessTable other = new ProcessTable(MachineClock.UNTOLD, "other");
        ProcessMark self = one.self();
        ProcessMark gone = new ProcessMark(self.boot(), self.namespace(), self.pid(), self.start() + "0");

        assertThat(other.look(self, false)).isEqualTo(Sight.UNSEEN);
        assertThat(other.look(gone, false)).isEqualTo(Sight.UNSEEN);
        assertThat(one.look(self, false)).isEqualTo(Sight.ALIVE);
        assertThat(one.look(gone, false)).isEqualTo(Sight.GONE);
        // With a file that no other machine can open.
        assertThat(other.look(self, true)).isEqualTo(Sight.ALIVE);
        assertThat(other.look(gone, true)).isEqualTo(Sight.GONE);
    }

    /** A JVM of another user, for whom the system hides what is not its own. */
    @Test
    void aProcessThatTheSystemHidesIsNotTakenForGone() throws IOException, InterruptedException {
        String look = "exec setpriv --reuid 65534 --regid 65534 --clear-groups"
                + " --inh-caps=+dac_read_search --ambient-caps=+dac_read_search \"$@\"";
        List<String> hidden =
                List.of("unshare", "--mount", "sh", "-c", "mount -t proc -o hidepid=2 proc /proc && " + look);
        List<String> open = List.of("unshare", "--mount", "sh", "-c", look);
        assumeTrue(Command.run(words(hidden, "true")), "hiding processes needs root, unshare, setpriv and Linux 5.8");
        Process process = start("sleep", "600");
        ProcessMark alive = mark(process);
        ProcessMark gone = new ProcessMark(alive.boot(), alive.namespace(), alive.pid(), alive.start() + "0");

        assertThat(seenBy(open, alive)).isEqualTo(Sight.ALIVE);
        assertThat(seenBy(open, gone)).isEqualTo(Sight.GONE);
        assertThat(seenBy(hidden, alive)).isEqualTo(Sight.UNSEEN);
    }

    private static String[] words(List<String> around, String... command) {
        return Stream.of(around.stream(), Stream.of("look"), Stream.of(command))
                .flatMap(words -> words)
                .toArray(String[]::new);
    }

    private Sight seenBy(List<String> around, ProcessMark mark) throws IOException, InterruptedException {
        Process looking = start(words(
                around,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                LookingJvm.class.getName(),
                mark.code()));
        String said = new String(looking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String complaint = new String(looking.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(looking.waitFor()).as(complaint).isZero();
        return Sight.valueOf(said.strip());
    }

    @Test
    void aMachineIsNamedByItsNetworkCards() {
        SortedSet<String> cards = new TreeSet<>(List.of("001122334455", "66778899aabb"));
        SortedSet<String> others = new TreeSet<>(List.of("001122334455"));

        assertThat(HostName.of(cards)).isEqualTo(HostName.of(new TreeSet<>(cards)));
        assertThat(HostName.of(others)).isNotEqualTo(HostName.of(cards));
        assertThat(HostName.of(new TreeSet<>()))
                .as("nothing tells it from another")
                .isNotEqualTo(HostName.of(new TreeSet<>()));
        assertThat(HostName.OF_THIS_JVM).doesNotContain("/").isNotEmpty();
    }

    @Test
    void findsWhatNamesAFolderOnItsCommandLine() throws IOException {
        String folder = "/tmp/leasehold-named-" + System.nanoTime();
        Process process = start("sh", "-c", "read line; : --user-data-dir=" + folder);

        assertThat(Waiting.until(LIMIT, () -> table.naming(folder).equals(List.of(process.pid()))))
                .isTrue();
        assertThat(table.naming(folder + "-another")).isEmpty();
        assertThat(table.naming(folder.substring(0, folder.length() - 1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "browser --user-data-dir=/data/shop, true",
        "browser --user-data-dir=/data/shop --headless, true",
        "browser --user-data-dir=/data/shop\" --headless, true",
        "browser --user-data-dir=/data/shop/profile, true",
        "browser --user-data-dir=/data/shop-eu, false",
        "browser --user-data-dir=/data/shop-eu --user-data-dir=/data/shop, true",
        "browser --user-data-dir=/srv/data/shop, false",
        "tail -f /data/shop/log, false",
        "mvn -Ddir=/data/shop, false",
    })
    void aBrowserNamesItsFolderAndNoOther(String line, boolean named) {
        assertThat(ProcessTable.names(line, "/data/shop")).isEqualTo(named);
        assertThat(ProcessTable.names(line.replace(' ', '\0'), "/data/shop")).isEqualTo(named);
    }

    @Test
    void findsAFolderWhoseNameHasOtherLetters() throws IOException {
        // Elsewhere a JVM cannot say such a name to what it starts.
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "the locale is not one of UTF-8");
        String folder = "/tmp/leasehold-größe-" + System.nanoTime();
        Process process = start("sh", "-c", "read line; : --user-data-dir=" + folder);

        assertThat(Waiting.until(LIMIT, () -> table.naming(folder).equals(List.of(process.pid()))))
                .isTrue();
    }

    @Test
    void theMachinesTimeIsNotTheWalls() throws IOException {
        MachineClock set = new MachineClock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

        assertThat(set.wallMillis()).isZero();
        assertThat(set.boot())
                .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                        .strip());
        long before = set.millis();
        double uptime =
                Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", -1)[0]);
        assertThat((double) before).isBetween(uptime * 1_000 - 5_000, uptime * 1_000 + 1);
        assertThat(Waiting.until(LIMIT, () -> set.millis() > before)).isTrue();
    }
}
