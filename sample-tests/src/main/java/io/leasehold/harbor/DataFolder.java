package io.leasehold.harbor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the data lies; a temporary folder is removed on close. */
record DataFolder(Path path, boolean temporary) implements AutoCloseable {
    static DataFolder open(@Nullable Path wanted) {
        try {
            Path path = wanted == null ? Files.createTempDirectory("harbor-supply-") : wanted;
            Files.createDirectories(path.resolve("reports"));
            return new DataFolder(path, wanted == null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path database() {
        return path.resolve("harbor.db");
    }

    Path reports() {
        return path.resolve("reports");
    }

    @Override
    public void close() {
        if (temporary) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path entry : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(entry);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
