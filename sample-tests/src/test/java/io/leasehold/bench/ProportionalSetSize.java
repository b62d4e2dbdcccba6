package io.leasehold.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The memory of a process tree: each process' own, and its share of what it has together with others. Linux only, from
 * {@code smaps_rollup}.
 */
final class ProportionalSetSize {
    private static final String LINE = "Pss:";
    private static final double KIB_IN_A_MEGABYTE = 1024;

    private ProportionalSetSize() {}

    /** Returns the sum over a process and all that it started, in MiB. */
    static double ofTree(ProcessHandle root) {
        long sum = Stream.concat(Stream.of(root), root.descendants())
                .mapToLong(process -> kibibytes(Path.of("/proc/" + process.pid() + "/smaps_rollup")))
                .sum();
        return sum / KIB_IN_A_MEGABYTE;
    }

    /** Reads one process; one that is gone has none. */
    private static long kibibytes(Path rollup) {
        try {
            return parse(Files.readAllLines(rollup));
        } catch (IOException e) {
            return 0;
        }
    }

    static long parse(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(LINE))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
