package io.leasehold.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows for people, in columns as wide as their widest cell. Not thread-safe. */
final class Table {

    private static final int WIDEST = 80;

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... head) {
        rows.add(List.of(head));
    }

    /** Adds a row; the last cell may be as long as it likes. */
    void row(String... cells) {
        rows.add(IntStream.range(0, cells.length)
                .mapToObj(at -> cell(cells[at], at == cells.length - 1))
                .toList());
    }

    private static String cell(String text, boolean isLast) {
        String line = Printable.line(text.isEmpty() ? "-" : text);
        return isLast || line.length() <= WIDEST ? line : line.substring(0, WIDEST) + "…";
    }

    String text() {
        List<Integer> widths = IntStream.range(0, rows.get(0).size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < row.size(); at++) {
            line.append(row.get(at))
                    .append(" ".repeat(widths.get(at) - row.get(at).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
