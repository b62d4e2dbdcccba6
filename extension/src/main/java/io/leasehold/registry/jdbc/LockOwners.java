package io.leasehold.registry.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the processes that hold a lock on a SQLite database, where the system tells (Linux). */
final class LockOwners {

    private static final Path LOCKS = Path.of("/proc/locks");
    private static final int PID = 4;
    private static final int FILE = 5;

    private LockOwners() {}

    /** Returns words such as {@code " (process 4711)"}, or nothing. */
    static String of(Path file) {
        List<String> pids = Stream.of(file, Path.of(file + "-shm"))
                .flatMap(one -> owners(one).stream())
                .distinct()
                .toList();
        return pids.isEmpty()
                ? ""
                : pids.stream()
                        .collect(Collectors.joining(", ", pids.size() == 1 ? " (process " : " (processes ", ")"));
    }

    private static List<String> owners(Path file) {
        try {
            String inode = ":" + Files.getAttribute(file, "unix:ino");
            String self = String.valueOf(ProcessHandle.current().pid());
            try (Stream<String> lines = Files.lines(LOCKS, StandardCharsets.US_ASCII)) {
                return lines.map(line -> line.split("\\s+"))
                        .filter(words -> words.length > FILE && words[FILE].endsWith(inode))
                        .filter(words -> words[FILE - 2].equals("WRITE") && !words[PID].equals(self))
                        .map(words -> words[PID])
                        .toList();
            }
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return List.of();
        }
    }
}
