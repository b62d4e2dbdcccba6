package io.leasehold.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that only the sources can show, in both modules. */
final class SourceFileTests {
    private static final int HARD_STOP = 300;
    private static final List<Path> SOURCE_FOLDERS = Stream.of(".", "../sample-tests")
            .flatMap(module -> Stream.of("src/main/java", "src/test/java").map(Path.of(module)::resolve))
            .toList();

    @TempDir
    private Path folder;

    @Test
    void noFileIsLongerThanTheHardStop() {
        assertThat(all())
                .hasSizeGreaterThan(10)
                .filteredOn(SourceFileTests::isTooLong)
                .isEmpty();
    }

    @Test
    void noTestOfTheSampleSuiteSleeps() {
        assertThat(all())
                .filteredOn(file -> file.className().endsWith("Tests"))
                .filteredOn(SourceFileTests::sleeps)
                .isEmpty();
    }

    @Test
    void countsCodeAndNotComments() throws IOException {
        var text =
                """
                /* a comment
                 * of several lines */
                class A { // with code before it

                    String s = "/* no comment"; /* one */
                }
                """;

        assertThat(source(text).codeLines()).hasSize(3);
    }

    @Test
    void noticesOneLineTooMany() throws IOException {
        assertThat(isTooLong(source("int i;\n".repeat(HARD_STOP)))).isFalse();
        assertThat(isTooLong(source("int i;\n".repeat(HARD_STOP + 1)))).isTrue();
    }

    @Test
    void noticesASleepButNotInAString() throws IOException {
        assertThat(sleeps(source("Thread.sleep(5);"))).isTrue();
        assertThat(sleeps(source("var s = \"Thread.sleep(5)\";"))).isFalse();
    }

    private static List<SourceFile> all() {
        return SOURCE_FOLDERS.stream()
                .map(SourceFile::under)
                .flatMap(List::stream)
                .toList();
    }

    private static boolean isTooLong(SourceFile file) {
        return file.codeLines().size() > HARD_STOP;
    }

    private static boolean sleeps(SourceFile file) {
        return file.codeLines().stream().anyMatch(line -> line.contains("Thread.sleep("));
    }

    private SourceFile source(String text) throws IOException {
        return new SourceFile(folder, Files.writeString(folder.resolve("A.java"), text));
    }
}
