package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * The schedules of small programs on the shelf with all that waits in it: opening, closing, and waiting for either. The
 * same explorer finds each known defect in a store that has it. Requirement: L7, L8, L9, L10.
 */
final class ShelfScheduleTests {

    private static final int SCHEDULES = 400;

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void findsTheDefect(Defect defect) {
        assertThat(found(defect, defect)).as(defect.name()).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingInTheSameStoreWithoutIt(Defect program) {
        assertThat(found(program, Defect.NONE)).isEmpty();
    }

    private static Optional<String> found(Defect program, Defect defect) {
        int most = PinPrograms.most(program);
        return new Explorer(SCHEDULES)
                .explore(schedule ->
                        new PinPrograms(schedule, new CountingStore(schedule, most, defect), most).run(program));
    }

    @ParameterizedTest
    @EnumSource
    void theShelfHasNone(Defect program) {
        int most = PinPrograms.most(program);
        Explorer explorer = new Explorer(SCHEDULES);

        Optional<String> found = explorer.explore(
                schedule -> new PinPrograms(schedule, new ShelfStore(schedule, most), most).run(program));

        assertThat(found).isEmpty();
        assertThat(explorer.tried()).isGreaterThan(5);
    }
}
