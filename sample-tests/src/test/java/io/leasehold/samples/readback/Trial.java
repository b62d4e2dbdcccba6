package io.leasehold.samples.readback;

import com.microsoft.playwright.Page;
import java.util.function.Consumer;

/** Makes the change of a cell on a leased page, and looks as its column says. */
final class Trial {
    private final Cell cell;
    private final TrapWay way;
    private final Page page;

    private Trial(Cell cell, Page page) {
        this.cell = cell;
        this.way = TrapWay.of(cell.trap());
        this.page = page;
    }

    /** Returns what an assertion made of it; anything but a failed assertion is thrown on. */
    static CellVerdict of(Cell cell, Page page) {
        long begin = System.nanoTime();
        Trial trial = new Trial(cell, page);
        try {
            trial.run();
            return new CellVerdict(cell, true, "", millisSince(begin));
        } catch (AssertionError e) {
            return new CellVerdict(cell, false, String.valueOf(e.getMessage()), millisSince(begin));
        }
    }

    private void run() {
        page.navigate(cell.address());
        use(Steps::awaitReady);
        cell.column().judge(page, () -> use(way.steps().change()), way, cell.address());
    }

    /** A page that cannot be used is no verdict: traps would look caught. */
    private void use(Consumer<Page> steps) {
        try {
            steps.accept(page);
        } catch (AssertionError e) {
            throw new IllegalStateException("The page of " + cell + " could not be used.", e);
        }
    }

    private static long millisSince(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
