package io.leasehold.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.LeaseId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requirement: C7. */
class RunFolderTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T23:59:58Z"), ZoneOffset.UTC);

    @TempDir
    private Path root = Path.of("");

    @Test
    void putsEachRunUnderItsDay() {
        RunFolder one = RunFolder.create(root, CLOCK);
        RunFolder other = RunFolder.create(root, CLOCK);

        assertThat(one.path().getParent()).isEqualTo(root.resolve("runs").resolve("2026-11-21"));
        assertThat(one.runId()).matches("235958-[0-9a-f]{8}");
        assertThat(other.path()).isNotEqualTo(one.path()).isDirectory();
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        RunFolder run = RunFolder.create(root.resolve("new").resolve("root"), CLOCK);
        Path folder = run.leaseFolder("a.B", "c", new LeaseId("l"));

        for (Path made : List.of(root.resolve("new"), run.path(), folder)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void lendsOneRunToSeveralProcesses() {
        assertThat(RunFolder.create(root, CLOCK, "ci-7").path())
                .isEqualTo(RunFolder.create(root, CLOCK, "ci-7").path());
        assertThat(RunFolder.create(root, CLOCK, "../../x").path().startsWith(root.resolve("runs")))
                .isTrue();
    }

    static List<String> hostileNames() {
        return List.of(
                "../../../etc",
                "a/b\\c",
                "nul\u0000name",
                "CON",
                "LPT1.txt",
                "x".repeat(300),
                "日本語テスト",
                "",
                " ",
                ".",
                "..",
                "-rf",
                "a:b*c?",
                "trailing. ",
                "\uD800lone",
                "[1] x=\"y\"");
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void makesAnyNameSafeAndShort(String name) {
        RunFolder run = RunFolder.create(root, CLOCK);

        Path folder = run.leaseFolder(name, name, new LeaseId(name.isBlank() ? "l" : name));

        assertThat(folder).isDirectory();
        assertThat(folder.getParent()).isEqualTo(run.path().resolve("leases"));
        assertThat(folder.getFileName().toString()).matches("[A-Za-z0-9_][A-Za-z0-9_-]{0,139}");
    }

    @Test
    void neverGivesAFolderTwice() {
        RunFolder run = RunFolder.create(root, CLOCK);
        Set<Path> folders = new HashSet<>();
        List<String> names = List.of("t[1]", "t(1)", "T[1]", "日", "本");

        for (String name : names) {
            folders.add(run.leaseFolder("a.B", name, new LeaseId("l")));
            folders.add(run.leaseFolder("a.B", name, new LeaseId("l")));
        }

        assertThat(folders.stream()
                        .map(path -> path.toString().toLowerCase(Locale.ROOT))
                        .distinct())
                .hasSize(10);
    }

    @Test
    void neverGivesAFolderTwiceToParallelTests() {
        RunFolder run = RunFolder.create(root, CLOCK);

        List<Path> folders = IntStream.range(0, 64)
                .parallel()
                .mapToObj(any -> run.leaseFolder("a.B", "same", new LeaseId("l")))
                .toList();

        assertThat(folders).doesNotHaveDuplicates();
    }

    @Test
    void saysWhichFolderCouldNotBeMade() throws IOException {
        Files.createFile(root.resolve("runs"));

        assertThatThrownBy(() -> RunFolder.create(root, CLOCK))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("could not be made");
    }
}
