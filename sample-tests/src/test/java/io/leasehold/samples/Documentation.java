package io.leasehold.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's documents and the sample files that they quote. Immutable. */
final class Documentation {
    private static final Pattern FENCED = Pattern.compile(
            "^ *```(?<language>\\w+)(?<info>[^\\n]*)\\n(?<text>.*?)^ *```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final String EXCEPTED = "fragment";

    private final Path root;

    private Documentation(Path root) {
        this.root = root;
    }

    /** A fenced block: where it is, and what stands in it. */
    record Block(String place, String text) {
        /** Tells whether a file has the block, however it is indented and broken into lines. */
        boolean isPartOf(String file) {
            return squeezed(file).contains(squeezed(text));
        }

        private static String squeezed(String text) {
            return text.replaceAll("\\s+", "");
        }
    }

    /** Finds the root above the working directory, which is a module's or the root itself. */
    static Documentation ofThisProject() {
        Path at = Path.of("").toAbsolutePath();
        return Stream.iterate(at, Path::getParent)
                .takeWhile(folder -> folder != null)
                .filter(folder -> Files.isDirectory(folder.resolve("sample-tests/src/test")))
                .findFirst()
                .map(Documentation::new)
                .orElseThrow(() -> new IllegalStateException("There is no folder sample-tests above " + at + "."));
    }

    boolean hasReadme() {
        return Files.exists(root.resolve("README.md"));
    }

    List<String> sampleSources() {
        return texts(root.resolve("sample-tests/src/test/java/io/leasehold/samples"), ".java");
    }

    List<String> sampleResources() {
        return texts(root.resolve("sample-tests/src/test/resources"), ".json");
    }

    /** Returns the blocks of one language that are not marked as fragments. */
    Stream<Block> blocks(String language) {
        Stream<Path> readme = hasReadme() ? Stream.of(root.resolve("README.md")) : Stream.of();
        return Stream.concat(readme, files(root.resolve("docs"), ".md").stream())
                .flatMap(document -> blocks(document, language));
    }

    private Stream<Block> blocks(Path document, String language) {
        String text = read(document);
        return FENCED.matcher(text)
                .results()
                .filter(found -> found.group(1).equals(language))
                .filter(Predicate.not(found -> found.group(2).contains(EXCEPTED)))
                .map(found -> new Block(root.relativize(document) + ":" + line(text, found.start()), found.group(3)));
    }

    private static long line(String text, int position) {
        return text.substring(0, position).lines().count() + 1;
    }

    private static List<String> texts(Path folder, String ending) {
        return files(folder, ending).stream().map(Documentation::read).toList();
    }

    private static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
