package io.leasehold.samples.readback;

import io.leasehold.harbor.traps.Trap;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One look at one record of a trap or of its twin. */
record Cell(Trap trap, boolean honest, Column column, int repetition) {

    /** All cells of a run: each way to look once, and the right one of each trap as often as is asked for. */
    static Stream<Cell> all(int repetitions) {
        return IntStream.range(0, repetitions).boxed().flatMap(repetition -> Arrays.stream(Trap.values())
                .flatMap(trap -> Stream.of(false, true).flatMap(honest -> Column.all()
                        .filter(column -> repetition < tries(trap, column, repetitions))
                        .map(column -> new Cell(trap, honest, column, repetition)))));
    }

    /** Returns how often a way to look is tried on a trap, and on its twin. */
    static int tries(Trap trap, Column column, int repetitions) {
        return TrapWay.of(trap).right() == column ? repetitions : 1;
    }

    String address() {
        return trap.address(honest, column.code() + "-" + repetition);
    }

    @Override
    public String toString() {
        return "%d %s, %s, %s, %d"
                .formatted(trap.number(), trap.code(), honest ? "twin" : "trap", column.words(), repetition);
    }
}
