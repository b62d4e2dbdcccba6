package io.leasehold.samples.readback;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.leasehold.harbor.traps.Trap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The matrix for people and for programs. Immutable. */
record MatrixReport(Matrix matrix) {
    private static final String LINE = "%-3s%-18s%-12s%-9s%-9s%-9s%-11s%-12s%-9s%s%n";

    /** Writes {@code matrix.json}, through a file beside it. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(part.toFile(), tree());
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("repetitions", matrix.repetitions());
        tree.put("trapsCaught", matrix.caught());
        tree.put("twinsPassed", matrix.honoured());
        tree.put("letThrough", byColumn(matrix::letThrough));
        tree.put("accused", byColumn(matrix::accused));
        tree.put("problems", matrix.problems());
        tree.put("traps", Arrays.stream(Trap.values()).map(this::trap).toList());
        return tree;
    }

    private Map<String, Object> trap(Trap trap) {
        TrapWay way = TrapWay.of(trap);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("number", trap.number());
        row.put("name", trap.code());
        row.put("description", trap.description());
        row.put("rightStrength", way.right().code());
        row.put("call", way.calling().text());
        row.put("trap", byColumn(column -> matrix.tally(trap, false, column)));
        row.put("twin", byColumn(column -> matrix.tally(trap, true, column)));
        row.put("why", matrix.why(trap, false, way.right()));
        return row;
    }

    private static Map<String, Object> byColumn(Function<Column, Object> value) {
        Map<String, Object> columns = new LinkedHashMap<>();
        Column.all().forEach(column -> columns.put(column.code(), value.apply(column)));
        return columns;
    }

    /** Returns a line a trap, and what they come to. */
    String table() {
        StringBuilder table = new StringBuilder(line(List.of(
                "", "trap", "right", "plain", "by hand", "reload", "reopening", "clean room", "witness", "twins")));
        for (Trap trap : Trap.values()) {
            table.append(line(List.of(
                    String.valueOf(trap.number()),
                    trap.code(),
                    TrapWay.of(trap).right().words(),
                    traps(trap, Column.PLAIN),
                    traps(trap, Column.BY_HAND),
                    traps(trap, Column.RELOAD),
                    traps(trap, Column.REOPENING),
                    traps(trap, Column.CLEAN_ROOM),
                    traps(trap, Column.WITNESS),
                    twins(trap))));
        }
        int all = Trap.values().length;
        return table.append("with the right strength %d of %d traps fail and %d of %d twins pass, %d times each; "
                        .formatted(matrix.caught(), all, matrix.honoured(), all, matrix.repetitions()))
                .append("a plain assertion lets %d of %d through; a reload by hand %d, and accuses %d twins%n"
                        .formatted(
                                matrix.letThrough(Column.PLAIN),
                                all,
                                matrix.letThrough(Column.BY_HAND),
                                matrix.accused(Column.BY_HAND)))
                .toString();
    }

    private String traps(Trap trap, Column column) {
        return matrix.tally(trap, false, column).toString();
    }

    private String twins(Trap trap) {
        List<String> all = Column.judged()
                .map(column -> matrix.tally(trap, true, column).toString())
                .toList();
        return all.stream().distinct().count() == 1 ? all.get(0) : all.stream().collect(Collectors.joining(" "));
    }

    private static String line(List<String> cells) {
        return LINE.formatted(cells.toArray()).stripTrailing() + System.lineSeparator();
    }
}
