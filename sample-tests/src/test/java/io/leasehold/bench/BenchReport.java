package io.leasehold.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The results of a run, for programs and for people.
 *
 * @param machine what they were taken on
 * @param rows all that were asked for
 */
record BenchReport(Machine machine, List<RowResult> rows) {
    private static final List<String> HEADINGS = List.of("row", "ours", "other", "unit", "ratio", "target", "met");
    private static final List<Integer> TO_THE_RIGHT = List.of(1, 2, 4, 5);

    BenchReport {
        rows = List.copyOf(rows);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
    }

    /** Returns the rows in columns, and below them why some could not be measured. */
    String table() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADINGS);
        rows.forEach(row -> lines.add(cells(row)));
        int[] widths = new int[HEADINGS.size()];
        lines.forEach(line -> {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        });
        StringBuilder table = new StringBuilder();
        lines.forEach(line -> append(table, line, widths));
        rows.forEach(row -> Optional.ofNullable(row.failure())
                .ifPresent(
                        why -> table.append(row.name()).append(": ").append(why).append('\n')));
        return table.toString();
    }

    private static List<String> cells(RowResult row) {
        return List.of(
                row.name(),
                number(row.ours(), 1),
                number(row.other(), 1),
                row.unit(),
                number(row.ratio(), 3),
                number(row.target(), 2),
                row.failure() != null ? "not measured" : row.met() ? "yes" : "no");
    }

    private static String number(@org.jspecify.annotations.Nullable Double figure, int digits) {
        return figure == null ? "-" : String.format(Locale.ROOT, "%." + digits + "f", figure);
    }

    private static void append(StringBuilder table, List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String padding = " ".repeat(widths[column] - line.get(column).length());
            text.append(column == 0 ? "" : "  ")
                    .append(TO_THE_RIGHT.contains(column) ? padding + line.get(column) : line.get(column) + padding);
        }
        table.append(text.toString().stripTrailing()).append('\n');
    }
}
