package io.leasehold.registry.jdbc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The system clock of a command and of what it starts, which can be set while they run, by libfaketime. Tests are skipped
 * where that is not installed.
 */
final class SetClock {

    private static final Path LIBRARIES = Path.of("/usr/lib");

    private final Path library;
    private final Path offset;

    private SetClock(Path library, Path offset) {
        this.library = library;
        this.offset = offset;
    }

    /** Makes one that has the right time until it is set; the folder holds the file that tells it. */
    static SetClock in(Path folder) {
        Optional<Path> library = library();
        assumeTrue(library.isPresent(), "the package libfaketime is not installed");
        SetClock clock = new SetClock(library.orElseThrow(), folder.resolve("offset"));
        clock.set(Duration.ZERO);
        return clock;
    }

    /** Returns the program that starts the command. */
    List<String> around() {
        return List.of(
                "env",
                "LD_PRELOAD=" + library,
                "FAKETIME_TIMESTAMP_FILE=" + offset,
                "FAKETIME_NO_CACHE=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1");
    }

    /** Sets it to so much after the right time, or before it. */
    void set(Duration offRightTime) {
        try {
            // Whole, for it is read at each look at the clock.
            Path whole = offset.resolveSibling(offset.getFileName() + ".new");
            Files.writeString(whole, (offRightTime.isNegative() ? "" : "+") + offRightTime.toSeconds());
            Files.move(whole, offset, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Debian has it below a folder for the kind of machine. */
    private static Optional<Path> library() {
        if (!Files.isDirectory(LIBRARIES)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(LIBRARIES)) {
            return folders.map(machine -> machine.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::isReadable)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
