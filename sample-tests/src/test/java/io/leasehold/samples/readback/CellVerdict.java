package io.leasehold.samples.readback;

import io.leasehold.harbor.traps.Trap;
import java.util.Map;
import java.util.Optional;

/**
 * How a look ended.
 *
 * @param passed whether the change was taken for saved
 * @param why what the failed assertion said; empty when it passed
 */
record CellVerdict(Cell cell, boolean passed, String why, long millis) {
    private static final String TRAP = "readback.trap";
    private static final String HONEST = "readback.honest";
    private static final String COLUMN = "readback.column";
    private static final String REPETITION = "readback.repetition";
    private static final String PASSED = "readback.passed";
    private static final String WHY = "readback.why";
    private static final String MILLIS = "readback.millis";

    /** Writes it as a test reports it to the launcher that runs it. */
    Map<String, String> entry() {
        return Map.of(
                TRAP, cell.trap().code(),
                HONEST, String.valueOf(cell.honest()),
                COLUMN, cell.column().name(),
                REPETITION, String.valueOf(cell.repetition()),
                PASSED, String.valueOf(passed),
                // JUnit refuses blank values.
                WHY, why.isBlank() ? "-" : why,
                MILLIS, String.valueOf(millis));
    }

    /** Reads a report; empty when it is about something else. */
    static Optional<CellVerdict> of(Map<String, String> entry) {
        return Optional.ofNullable(entry.get(TRAP))
                .map(trap -> new CellVerdict(
                        new Cell(
                                Trap.ofCode(trap),
                                Boolean.parseBoolean(entry.get(HONEST)),
                                Column.valueOf(entry.getOrDefault(COLUMN, "")),
                                Integer.parseInt(entry.getOrDefault(REPETITION, ""))),
                        Boolean.parseBoolean(entry.get(PASSED)),
                        entry.getOrDefault(WHY, ""),
                        Long.parseLong(entry.getOrDefault(MILLIS, ""))));
    }
}
