package io.leasehold.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What Linux tells of the processes that this JVM started. */
final class SeenProcesses {

    private static final Path PROC = Path.of("/proc");
    private static final String LISTENS = "0A";
    private static final int STATE = 3;
    private static final int INODE = 9;

    private SeenProcesses() {}

    static boolean canBeSeen() {
        return Files.isReadable(PROC.resolve("self/net/tcp"));
    }

    static List<ProcessHandle> all() {
        return ProcessHandle.current().descendants().toList();
    }

    /** Returns the arguments of a process, none when it has ended. */
    static List<String> arguments(ProcessHandle process) {
        try {
            return List.of(Files.readString(folder(process).resolve("cmdline"), StandardCharsets.UTF_8)
                    .split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Returns the arguments of each browser's main process: what it starts has a type, a script around it has not. */
    static List<List<String>> browsers() {
        return all().stream()
                .filter(process -> !hasType(process))
                .filter(process -> process.children().anyMatch(SeenProcesses::hasType))
                .map(SeenProcesses::arguments)
                .toList();
    }

    private static boolean hasType(ProcessHandle process) {
        // Chromium writes the command lines of what it starts anew, with spaces.
        return arguments(process).stream().anyMatch(one -> one.contains("--type="));
    }

    /** Returns the hexadecimal addresses on which the processes listen. */
    static List<String> listening() {
        List<String> found = new ArrayList<>();
        for (ProcessHandle process : all()) {
            List<String> sockets = sockets(process);
            for (String table : List.of("tcp", "tcp6")) {
                for (String line : lines(folder(process).resolve("net").resolve(table))) {
                    String[] columns = line.strip().split("\\s+");
                    if (columns[STATE].equals(LISTENS) && sockets.contains("socket:[" + columns[INODE] + "]")) {
                        found.add(columns[1]);
                    }
                }
            }
        }
        return found;
    }

    private static List<String> sockets(ProcessHandle process) {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder(process).resolve("fd"))) {
            for (Path file : files.toList()) {
                found.add(target(file));
            }
        } catch (IOException | UncheckedIOException e) {
            // It ended meanwhile.
        }
        return found;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static List<String> lines(Path table) {
        try {
            List<String> all = Files.readAllLines(table);
            return all.subList(Math.min(1, all.size()), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Path folder(ProcessHandle process) {
        return PROC.resolve(String.valueOf(process.pid()));
    }
}
