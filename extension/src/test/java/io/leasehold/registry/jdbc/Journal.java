package io.leasehold.registry.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a JVM says that it did, a line each, in a file that outlives its killing. Thread-safe. */
final class Journal implements AutoCloseable {

    private final FileChannel file;

    Journal(Path folder, String name) throws IOException {
        this.file = FileChannel.open(
                folder.resolve(name + ".journal"), StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
    }

    synchronized void say(@Nullable Object... words) {
        StringBuilder line = new StringBuilder();
        for (@Nullable Object word : words) {
            line.append(String.valueOf(word).replaceAll("\\s", " ")).append('\t');
        }
        line.append(".\n");
        try {
            file.write(ByteBuffer.wrap(line.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the words of all whole lines of all JVMs; a killed one's last line may be torn. */
    static List<List<String>> read(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".journal"))
                    .sorted()
                    .flatMap(Journal::lines)
                    .filter(line -> line.endsWith("\t."))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
