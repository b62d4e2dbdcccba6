package io.leasehold.registry.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The witness of exclusion: a number that each holder reads, adds one to and writes, with no guard but its lease. It says
 * who wrote it last, so that what was written forms a chain, and a write that was lost is missing in it.
 */
record CountFile(long value, String writer) {

    static final CountFile EMPTY = new CountFile(0, "nobody");

    static CountFile read(Path folder, String profile) {
        Path file = folder.resolve(profile + ".count");
        try {
            if (!Files.exists(file)) {
                return EMPTY;
            }
            String[] words = Files.readString(file, StandardCharsets.US_ASCII).split(" ");
            return new CountFile(Long.parseLong(words[0]), words[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the file at one blow, so that a kill leaves the old or the new one. */
    void write(Path folder, String profile) {
        Path whole = folder.resolve(profile + ".count");
        Path part = folder.resolve(profile + "." + writer + ".part");
        try {
            Files.writeString(part, value + " " + writer, StandardCharsets.US_ASCII);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
