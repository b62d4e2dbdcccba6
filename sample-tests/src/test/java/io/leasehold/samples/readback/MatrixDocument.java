package io.leasehold.samples.readback;

import io.leasehold.harbor.traps.Trap;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The matrix as the guide shows it, from the table that every run is compared with. */
final class MatrixDocument {
    private MatrixDocument() {}

    static String text() {
        int all = Trap.values().length;
        return """
                # The trap matrix

                What looks saved and is not, and what tells. `passes` means: takes it for saved. Each row is a page of the sample
                application that only looks as if it had saved, and has an honest twin that looks the same and saves; every twin
                passes in every column. `mvn -B -ntp -Psamples verify` tries all of it in a browser, fails when one cell is
                otherwise, and writes `sample-tests/target/readback/matrix.json`.

                | | what happens | plain assertion | reload | reopening | clean room | witness | called with |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                %s

                With the strength that is right for it, %d of %d are seen through: the first column that says **fails**. A plain
                assertion on the page lets %d of %d through. The same assertion after a `page.reload()` written by hand let 13 through
                when this was written; which honest pages that one accuses, because they had not finished saving, depends on how
                busy the machine is.
                """
                .formatted(
                        Arrays.stream(Trap.values()).map(MatrixDocument::row).collect(Collectors.joining("\n")),
                        all,
                        all,
                        fooled(Column.PLAIN),
                        all);
    }

    private static String row(Trap trap) {
        TrapWay way = TrapWay.of(trap);
        String cells = Column.judged().map(column -> cell(way, column)).collect(Collectors.joining(" | "));
        String call = way.calling().text();
        return "| %d | %s | %s | %s |"
                .formatted(trap.number(), sentence(trap.description()), cells, call.isEmpty() ? "" : "`" + call + "`")
                .replace("|  |", "| |");
    }

    private static String cell(TrapWay way, Column column) {
        if (column == way.right()) {
            return "**fails**";
        }
        return way.isFooled(column) ? "passes" : "fails";
    }

    private static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static long fooled(Column column) {
        return Arrays.stream(Trap.values())
                .filter(trap -> TrapWay.of(trap).isFooled(column))
                .count();
    }
}
