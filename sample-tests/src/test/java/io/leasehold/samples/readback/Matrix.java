package io.leasehold.samples.readback;

import io.leasehold.harbor.traps.Trap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What all looks together say. Immutable. */
final class Matrix {
    private final int repetitions;
    private final List<CellVerdict> verdicts;

    Matrix(int repetitions, Collection<CellVerdict> verdicts) {
        this.repetitions = repetitions;
        this.verdicts = List.copyOf(verdicts);
    }

    int repetitions() {
        return repetitions;
    }

    Tally tally(Trap trap, boolean honest, Column column) {
        List<CellVerdict> found = verdicts.stream()
                .filter(verdict -> verdict.cell().trap() == trap
                        && verdict.cell().honest() == honest
                        && verdict.cell().column() == column)
                .toList();
        int passed = (int) found.stream().filter(CellVerdict::passed).count();
        return new Tally(passed, found.size() - passed);
    }

    /** Says why a trap failed, or a twin, the first time. */
    String why(Trap trap, boolean honest, Column column) {
        return verdicts.stream()
                .filter(verdict -> verdict.cell().trap() == trap
                        && verdict.cell().honest() == honest
                        && verdict.cell().column() == column
                        && !verdict.passed())
                .map(CellVerdict::why)
                .findFirst()
                .orElse("");
    }

    /** Counts the traps that a way to look lets through, at least once. */
    long letThrough(Column column) {
        return traps(trap -> tally(trap, false, column).passed() > 0);
    }

    /** Counts the honest pages that a way to look takes for traps, at least once. */
    long accused(Column column) {
        return traps(trap -> tally(trap, true, column).failed() > 0);
    }

    /** Counts the traps that are caught every time by the strength that is right for them. */
    long caught() {
        return traps(trap -> tally(trap, false, TrapWay.of(trap).right()).failed() == repetitions);
    }

    /** Counts the twins that pass every time with the strength that is right for the trap. */
    long honoured() {
        return traps(trap -> tally(trap, true, TrapWay.of(trap).right()).passed() == repetitions);
    }

    private static long traps(Predicate<Trap> which) {
        return Arrays.stream(Trap.values()).filter(which).count();
    }

    /** Says everything that is not as it has to be. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Trap trap : Trap.values()) {
            for (boolean honest : new boolean[] {false, true}) {
                Column.judged()
                        .flatMap(column -> problems(trap, honest, column))
                        .forEach(problems::add);
            }
            Column.strengths().flatMap(weaker -> overtaken(trap, weaker)).forEach(problems::add);
        }
        return problems;
    }

    private Stream<String> problems(Trap trap, boolean honest, Column column) {
        Tally tally = tally(trap, honest, column);
        String who = "%s of trap %d (%s), %s: "
                .formatted(honest ? "the twin" : "the page", trap.number(), trap.code(), column.words());
        int tries = Cell.tries(trap, column, repetitions);
        if (tally.tried() != tries) {
            return Stream.of(who + "tried %d times of %d".formatted(tally.tried(), tries));
        }
        boolean passes = honest || TrapWay.of(trap).isFooled(column);
        boolean asExpected = !tally.flipped() && passes == tally.passed() > 0;
        return asExpected
                ? Stream.empty()
                : Stream.of(who
                        + "passed %d times of %d, which has to be %d. %s"
                                .formatted(tally.passed(), tries, passes ? tries : 0, why(trap, honest, column)));
    }

    /** What a strength has seen through must not pass at a greater one. */
    private Stream<String> overtaken(Trap trap, Column weaker) {
        boolean seenThrough = tally(trap, false, weaker).failed() > 0;
        return Column.strengths()
                .filter(weaker::isWeakerThan)
                .filter(stronger -> seenThrough && tally(trap, false, stronger).passed() > 0)
                .map(stronger -> "trap %d (%s) passes %s, although it fails %s"
                        .formatted(trap.number(), trap.code(), stronger.words(), weaker.words()));
    }
}
