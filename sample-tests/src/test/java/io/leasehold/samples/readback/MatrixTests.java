package io.leasehold.samples.readback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Every trap is seen through by the strength that is right for it, and no honest page is accused. Alone on the machine,
 * for traps and limits are a matter of seconds. Requirement: R1, R2, R3.
 */
@Tag("browser")
@Tag("matrix")
@Isolated
class MatrixTests {
    private static final Path FOLDER = Path.of("target/readback");

    @Test
    void eachStrengthSeesThroughWhatItShouldAndAccusesNobody() throws IOException {
        MatrixRun run = MatrixRun.inFolder(FOLDER);
        Matrix matrix = new Matrix(MatrixRun.repetitions(), run.verdicts());
        MatrixReport report = new MatrixReport(matrix);
        report.write(FOLDER.resolve("matrix.json"));
        System.out.println(report.table());

        assertThat(run.failures()).isEmpty();
        assertThat(matrix.problems()).isEmpty();
    }
}
