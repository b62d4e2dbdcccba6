package io.leasehold.samples.readback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leasehold.harbor.traps.Trap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The matrix is red when a trap gets through, a twin is accused, or a verdict is missing. Requirement: R1. */
class MatrixRulesTests {
    private static final int TIMES = 2;

    @Test
    void verdictsAsInTheTableAreNoProblem() {
        Matrix matrix = new Matrix(TIMES, asInTheTable().toList());

        assertThat(matrix.problems()).isEmpty();
        assertThat(matrix.caught()).isEqualTo(24);
        assertThat(matrix.honoured()).isEqualTo(24);
    }

    @Test
    void trapThatGetsThroughTheRightStrengthIsAProblem() {
        Matrix matrix = changed(cell -> is(cell, Trap.DROPPED, false, Column.RELOAD), verdict -> ended(verdict, true));

        assertThat(matrix.caught()).isEqualTo(23);
        assertThat(matrix.problems())
                .containsExactly("the page of trap 3 (dropped), reload: passed 2 times of 2, which has to be 0. ");
    }

    @Test
    void twinThatIsAccusedIsAProblem() {
        Matrix matrix = changed(cell -> is(cell, Trap.GRAPHQL, true, Column.RELOAD), verdict -> ended(verdict, false));

        assertThat(matrix.honoured()).isEqualTo(23);
        assertThat(matrix.problems())
                .containsExactly(
                        "the twin of trap 23 (graphql), reload: passed 0 times of 2, which has to be 2. Said so");
    }

    @Test
    void oneFlipIsAProblem() {
        Matrix matrix = changed(
                cell -> is(cell, Trap.REPLICA, false, Column.WITNESS) && cell.repetition() == 1,
                verdict -> ended(verdict, true));

        assertThat(matrix.caught()).isEqualTo(23);
        assertThat(matrix.problems())
                .containsExactly(
                        "the page of trap 24 (replica), witness: passed 1 times of 2, which has to be 0. Said so");
    }

    @Test
    void greaterStrengthThatLetsThroughWhatALesserCatchesIsAProblem() {
        Matrix matrix = changed(cell -> is(cell, Trap.CHANGED, false, Column.WITNESS), verdict -> ended(verdict, true));

        assertThat(matrix.problems())
                .contains(
                        "trap 15 (changed) passes witness, although it fails reload",
                        "trap 15 (changed) passes witness, although it fails clean room");
    }

    @Test
    void verdictThatIsMissingIsAProblem() {
        Matrix matrix = new Matrix(
                TIMES,
                asInTheTable()
                        .filter(verdict -> !is(verdict.cell(), Trap.TYPED, true, Column.PLAIN))
                        .toList());

        assertThat(matrix.problems()).containsExactly("the twin of trap 1 (typed), plain: tried 0 times of 1");
    }

    @Test
    void verdictIsTheSameAfterItWasReported() {
        assertThat(asInTheTable()).allSatisfy(verdict -> assertThat(CellVerdict.of(verdict.entry()))
                .contains(verdict));
        assertThat(CellVerdict.of(Map.of("stdout", "anything"))).isEmpty();
    }

    @Test
    void fileHasEveryTrapWithItsTallies(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("deep/matrix.json");
        new MatrixReport(new Matrix(TIMES, asInTheTable().toList())).write(file);

        JsonNode report = new ObjectMapper().readTree(file.toFile());

        assertThat(report.path("repetitions").asInt()).isEqualTo(TIMES);
        assertThat(report.path("trapsCaught").asInt()).isEqualTo(24);
        assertThat(report.path("traps")).hasSize(24);
        JsonNode draft = report.path("traps").path(3);
        assertThat(draft.path("name").asText()).isEqualTo("local-storage");
        assertThat(draft.path("rightStrength").asText()).isEqualTo("clean-room");
        assertThat(draft.path("trap").path("reopening").path("passed").asInt()).isEqualTo(1);
        assertThat(draft.path("trap").path("clean-room").path("failed").asInt()).isEqualTo(TIMES);
        assertThat(draft.path("twin").path("clean-room").path("passed").asInt()).isEqualTo(TIMES);
    }

    private static boolean is(Cell cell, Trap trap, boolean honest, Column column) {
        return cell.trap() == trap && cell.honest() == honest && cell.column() == column;
    }

    private static CellVerdict ended(CellVerdict verdict, boolean passed) {
        return new CellVerdict(verdict.cell(), passed, passed ? "-" : "Said so", 1);
    }

    private static Matrix changed(Predicate<Cell> which, UnaryOperator<CellVerdict> change) {
        List<CellVerdict> verdicts = asInTheTable()
                .map(verdict -> which.test(verdict.cell()) ? change.apply(verdict) : verdict)
                .toList();
        return new Matrix(TIMES, verdicts);
    }

    private static Stream<CellVerdict> asInTheTable() {
        return Cell.all(TIMES).map(cell -> {
            boolean passed = cell.honest() || TrapWay.of(cell.trap()).isFooled(cell.column());
            return new CellVerdict(cell, passed, passed ? "-" : "Said so", 1);
        });
    }
}
