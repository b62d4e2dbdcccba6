package io.leasehold.samples.readback;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.harbor.traps.Trap;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cells of the matrix, each a test with a leased page; {@link MatrixRun} runs it. */
final class MatrixTestCase {

    static Stream<Cell> cells() {
        return Cell.all(MatrixRun.repetitions()).filter(cell -> cell.trap() != Trap.LOGGED_OUT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void judges(Cell cell, @LeasedPage(profile = "keeper") Page page, TestReporter reporter) {
        reporter.publishEntry(Trial.of(cell, page).entry());
    }
}
